import type { Runbook } from '@understudy/rehearsal'

export const mutationKinds = [
  'skipped',
  'swapped',
  'repeated',
  'too-early',
  'wrong-appliance',
  'danger',
] as const
export type MutationKind = (typeof mutationKinds)[number]

/** A runbook with one mistake in it (REH-07). */
export interface Mutation {
  /** "skipped:sync-b"; of a danger its own name. */
  readonly id: string
  readonly kind: MutationKind
  /** Id of the step with which the mistake is made. */
  readonly step: string
  /** The mistake, as a sentence says it: "sync-b is skipped". */
  readonly what: string
  readonly runbook: Runbook
}
