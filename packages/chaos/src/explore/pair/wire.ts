import type { Side } from './side.ts'

/** An item under way: a message by its number in {@link Messages}, or one of these. */
export const wireItems = {
  /** The dialed appliance has accepted. */
  up: -1,
  /** The other end was closed. */
  down: -2,
} as const

/**
 * A connection between the two, like TCP: what one end sends arrives in order or not at all, and the news of a closed
 * end comes last. Each end has its own appliance's name for it; null = closed there.
 */
export interface Wire {
  readonly dialedBy: Side
  readonly state: 'dialing' | 'up'
  readonly dialer: string | null
  readonly acceptor: string | null
  readonly toDialer: readonly number[]
  readonly toAcceptor: readonly number[]
  /** While it is being dialed: the time until the dialer's carrier gives up. */
  readonly leftMs: number
}

export const endOf = (wire: Wire, side: Side): string | null =>
  wire.dialedBy === side ? wire.dialer : wire.acceptor

export const itemsTo = (wire: Wire, side: Side): readonly number[] =>
  wire.dialedBy === side ? wire.toDialer : wire.toAcceptor

export const withItemsTo = (wire: Wire, side: Side, items: readonly number[]): Wire =>
  wire.dialedBy === side ? { ...wire, toDialer: items } : { ...wire, toAcceptor: items }

/** Closes that end: what is under way to it is dropped. */
export const withoutEnd = (wire: Wire, side: Side): Wire =>
  wire.dialedBy === side
    ? { ...wire, dialer: null, toDialer: [] }
    : { ...wire, acceptor: null, toAcceptor: [] }

/** Closes an end from its own side: the other end is told after everything sent before. */
export function closedBy(wire: Wire, side: Side, other: Side): Wire {
  const open = withoutEnd(wire, side)
  if (open.state === 'dialing' || endOf(open, other) === null) return open
  return withItemsTo(open, other, [...itemsTo(open, other), wireItems.down])
}

/** Whether nobody has an end of it any more. A dial that nobody waits for is over too. */
export const isOver = (wire: Wire): boolean =>
  wire.dialer === null && (wire.acceptor === null || wire.state === 'dialing')

export const wireText = ({
  dialedBy,
  state,
  dialer,
  acceptor,
  toDialer,
  toAcceptor,
  leftMs,
}: Wire) =>
  `${dialedBy}${state === 'up' ? '' : leftMs}:${dialer}:${toDialer.join()}:${acceptor}:${toAcceptor.join()}`
