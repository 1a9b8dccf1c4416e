import type {
  ApplianceName,
  LabCommand,
  LabConfig,
  LabEvent,
  OperationName,
  Outcome,
} from '@understudy/shared'
import { type Lab, OperationRefused, untilWithinMs } from './lab.ts'

/** What carries a lab: real processes or a world in virtual time. */
export interface LabCarrier {
  readonly config: LabConfig
  readonly events: readonly LabEvent[]
  readonly nowMs: () => number
  readonly invoke: (
    appliance: ApplianceName,
    operation: OperationName,
    input: unknown,
  ) => Promise<Outcome<unknown>>
  readonly command: (to: 'network' | 'clients', command: LabCommand) => Promise<Outcome<unknown>>
  /** The first event from that index on that satisfies it; undefined = none in time. */
  readonly eventFrom: (
    index: number,
    holds: (event: LabEvent) => boolean,
    withinMs: number,
  ) => Promise<LabEvent | undefined>
  readonly pass: (ms: number) => Promise<void>
  readonly close: () => Promise<void>
}

/** The lab it carries, as tests see it. */
export function labOver(carrier: LabCarrier): Lab {
  let asked = 0
  let ended: Promise<void> | undefined
  const answerOf = async <T>(
    who: string,
    operation: string,
    ask: () => Promise<Outcome<unknown>>,
  ) => {
    if (ended !== undefined) throw new Error(`${operation} of ${who}: the lab is down`)
    asked = carrier.events.length
    const outcome = await ask()
    // An outcome that was not refused has the operation's value: the answering side is checked against the same table.
    if (outcome.ok) return outcome.value as T
    throw new OperationRefused(who, operation, outcome.refusal)
  }
  const command = <T>(to: 'network' | 'clients', kind: string, input: unknown): Promise<T> =>
    answerOf(to, kind, () => carrier.command(to, { kind, input } as LabCommand))
  return {
    config: carrier.config,
    events: carrier.events,
    get nowMs() {
      return carrier.nowMs()
    },
    do: (appliance, operation, ...[input]) =>
      answerOf(appliance, operation, () => carrier.invoke(appliance, operation, input ?? {})),
    network: (operation, ...[input]) => command('network', operation, input ?? {}),
    clients: (operation, ...[input]) => command('clients', operation, input ?? {}),
    until: async (holds, withinMs = untilWithinMs) => {
      const event = await carrier.eventFrom(asked, holds, withinMs)
      if (event !== undefined) return event
      throw new Error(`the event did not come within ${withinMs / 1_000} s of lab time`)
    },
    pass: (ms) => carrier.pass(ms),
    down: () => {
      ended ??= carrier.close()
      return ended
    },
  }
}
