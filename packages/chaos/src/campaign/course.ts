import type {
  ApplianceName,
  ApplianceStatus,
  ClientsCommand,
  LabEvent,
  OperationName,
  Outcome,
} from '@understudy/shared'
import type { ScheduledFault } from '../nemesis/scheduled-fault.ts'
import type { PairName } from '../schedule/lab-options.ts'

/*
 * What is done to a lab, one thing after the other, in either world (CHA-06). A course says what it waits for; who plays
 * it answers: at once in virtual time (`play-course.ts`), in a while on real processes.
 */

/** What a course asks of its lab, and waits for. */
export type Request =
  /** Lab time passes. */
  | { readonly kind: 'pass'; readonly ms: number }
  /** The first such event from now on; undefined = none within that much lab time. */
  | {
      readonly kind: 'event'
      readonly holds: (event: LabEvent) => boolean
      readonly withinMs: number
    }
  | { readonly kind: 'status'; readonly of: PairName }
  | {
      readonly kind: 'invoke'
      readonly on: ApplianceName
      readonly operation: OperationName
      readonly input: unknown
    }
  | { readonly kind: 'clients'; readonly command: ClientsCommand }
  /** Begins the fault; false = there was nothing to hit. */
  | { readonly kind: 'begin'; readonly fault: ScheduledFault }
  /** Everything that lasts ends, and both boxes run. */
  | { readonly kind: 'heal' }

export type Course<T> = Generator<Request, T, unknown>

/* Each of these is answered with what its type says: the players are the only ones who answer. */

export function* pass(ms: number): Course<void> {
  yield { kind: 'pass', ms }
}

export function* event(
  holds: (event: LabEvent) => boolean,
  withinMs: number,
): Course<LabEvent | undefined> {
  return (yield { kind: 'event', holds, withinMs }) as LabEvent | undefined
}

export function* statusOf(of: PairName): Course<ApplianceStatus> {
  return (yield { kind: 'status', of }) as ApplianceStatus
}

export function* invoke(
  on: ApplianceName,
  operation: OperationName,
  input: unknown = {},
): Course<Outcome<unknown>> {
  return (yield { kind: 'invoke', on, operation, input }) as Outcome<unknown>
}

export function* tellClients(command: ClientsCommand): Course<Outcome<unknown>> {
  return (yield { kind: 'clients', command }) as Outcome<unknown>
}

export function* begin(fault: ScheduledFault): Course<boolean> {
  return (yield { kind: 'begin', fault }) as boolean
}

export function* heal(): Course<void> {
  yield { kind: 'heal' }
}
