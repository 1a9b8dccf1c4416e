import type { NetworkCommand, NetworkEvent, Outcome } from '@understudy/shared'

/** A connection. The appliance that it reaches greets it with its name and sends back what it gets. */
export interface ParityFlow {
  send(text: string): void
  /** All that has come so far. */
  readonly received: string
  readonly ending: 'none' | 'closed' | 'reset'
}

/**
 * A world that carries the network's model: two appliances `a` and `b` that have their own addresses
 * enabled and nothing else, and hosts that dial them.
 */
export interface ParityCarrier {
  /** Resolves when the network has it. */
  claim(appliance: string, address: string, epoch: number): Promise<void>
  release(appliance: string, address: string): Promise<void>
  command(command: NetworkCommand): Promise<Outcome<unknown>>
  /** At once; how it fares is seen when time has passed. */
  dial(origin: string, host: string): ParityFlow
  /** Lets that much lab time pass, and all that happens in it. */
  pass(ms: number): Promise<void>
  /** What the network has told so far. */
  readonly events: readonly NetworkEvent[]
}

type Message = [] | [message: string]

/** What a test framework offers: tap's `t` is one. */
export interface ParityCheck {
  equal(found: unknown, expected: unknown, ...message: Message): unknown
  same(found: unknown, expected: unknown, ...message: Message): unknown
  ok(value: unknown, ...message: Message): unknown
}
