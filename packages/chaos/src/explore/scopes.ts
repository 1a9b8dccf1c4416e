import type { Asked } from './pair/pair.ts'
import { addressOf, tlsPort } from './pair/pair-config.ts'
import type { Side } from './pair/side.ts'

/** A small world that is explored completely: how the two begin, and what one operator may ask, once. */
export interface Scope {
  readonly name: ScopeName
  readonly summary: string
  /** How it begins: both stand alone, or A is the primary of a synced pair. */
  readonly from: 'standalone' | 'pair'
  /** The operator asks one of these. */
  readonly asks: readonly Asked[]
  /** At first, with no fault before it; or at any moment, even of two that cannot reach each other. */
  readonly asksWhen: 'at-first' | 'at-any-moment'
  /** Whether an operator may make one primary without the other: then there can be two, in different epochs (FO-13). */
  readonly forces: boolean
  /** Whether standing alone counts as an end. */
  readonly mayEndAlone: boolean
}

export const scopeNames = ['establish', 'swap', 'failover', 'break', 'api'] as const
export type ScopeName = (typeof scopeNames)[number]

/** A request to one side. */
export const on = (
  side: Side,
  operation: Asked['operation'],
  input: Asked['input'] = {},
): Asked => ({
  name: `${operation} on ${side} ${JSON.stringify(input)}`,
  side,
  operation,
  input,
})

export const establishing: Asked = on('a', 'establish-relationship', {
  peerHost: addressOf.b,
  peerPort: tlsPort,
  reverseHost: addressOf.a,
  reversePort: tlsPort,
})

export const scopes: Readonly<Record<ScopeName, Scope>> = {
  establish: {
    name: 'establish',
    summary: 'two that stand alone; a relationship is established on A',
    from: 'standalone',
    asks: [establishing],
    asksWhen: 'at-first',
    forces: false,
    mayEndAlone: true,
  },
  swap: {
    name: 'swap',
    summary: 'a synced pair; roles are exchanged, asked on either, with and without a sync first',
    from: 'pair',
    asks: [
      on('a', 'become-backup'),
      on('b', 'become-primary'),
      on('a', 'become-backup', { syncFirst: true }),
      on('b', 'become-primary', { syncFirst: true }),
    ],
    asksWhen: 'at-first',
    forces: false,
    mayEndAlone: false,
  },
  failover: {
    name: 'failover',
    summary: 'a synced pair; B is made primary by force, reachable or not',
    from: 'pair',
    asks: [on('b', 'become-primary', { force: true })],
    asksWhen: 'at-any-moment',
    forces: true,
    mayEndAlone: false,
  },
  api: {
    name: 'api',
    summary:
      'a synced pair; set_failover_role with a sync first, whose answer comes before the exchange, asked on either at any moment',
    from: 'pair',
    // What the command asks of the core (appliance-api/src/command/set-failover-role.ts).
    asks: [
      on('a', 'become-backup', { force: false, syncFirst: true, background: true }),
      on('b', 'become-primary', { force: false, syncFirst: true, background: true }),
    ],
    asksWhen: 'at-any-moment',
    forces: false,
    mayEndAlone: false,
  },
  break: {
    name: 'break',
    summary: 'a synced pair; the relationship is broken on either',
    from: 'pair',
    asks: [on('a', 'break-relationship'), on('b', 'break-relationship')],
    asksWhen: 'at-first',
    forces: false,
    mayEndAlone: true,
  },
}
