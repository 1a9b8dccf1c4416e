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
  /** "skipped:sync-b"; a danger has a name of its own. */
  readonly id: string
  readonly kind: MutationKind
  /** The id of the step where the mistake is made. */
  readonly step: string
  /** The mistake in words: "sync-b is skipped". */
  readonly what: string
  readonly runbook: Runbook
}
