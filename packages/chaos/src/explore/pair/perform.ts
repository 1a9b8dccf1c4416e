import type { ApplianceEffect } from '@understudy/appliance-core'
import { assert, type ServerMessage, timeouts, unreachable } from '@understudy/shared'
import type { Messages } from './messages.ts'
import type { Pair } from './pair.ts'
import { otherSide, type Side } from './side.ts'
import { closedBy, endOf, isOver, itemsTo, type Wire, withItemsTo } from './wire.ts'

/** The customer's connection on A, and the console's. */
export const clients = { customer: 'customer-1', console: 'console-1' } as const

/** What an appliance's effect changes outside the appliance. */
export function perform(pair: Pair, side: Side, effect: ApplianceEffect, messages: Messages): Pair {
  switch (effect.kind) {
    case 'set-timer':
    case 'clear-timer':
    case 'record':
    case 'use-pre-shared-key':
    case 'claim-address':
    case 'release-address':
      return pair
    case 'dial':
      return { ...pair, wires: [...pair.wires, dialed(side, effect.link)] }
    case 'send':
      return {
        ...pair,
        wires: sent(pair.wires, side, effect.link, messages.numberOf(effect.message)),
      }
    case 'close-link':
      return { ...pair, wires: closed(pair.wires, side, effect.link) }
    case 'answer':
      return answered(pair, side, effect)
    case 'send-client':
      return told(pair, effect.connection, effect.message)
    case 'close-client':
      return effect.connection === clients.customer ? { ...pair, visit: 'over' } : pair
    case 'update-work':
      // Nothing is installed here: after a start there is nothing to tidy.
      return pair
    case 'fetch-blobs':
    case 'check-blobs':
    case 'make-sample-blobs':
    case 'write-backup':
    case 'read-backup':
    case 'certificate-work':
    case 'serve-certificates':
    case 'ping-addresses':
    case 'send-mail':
    case 'post-event':
    case 'prove-pre-shared-key':
    case 'discard-recordings':
    case 'end-process':
    case 'verify-password':
    case 'hash-password':
    case 'make-secrets':
      throw new Error(`${effect.kind} has no place in an exploration`)
    default:
      unreachable(effect)
  }
}

/** The process is gone: its kernel closes its connections, and an operator waiting for it gets no answer. */
export function processGone(pair: Pair, side: Side): Pair {
  const other = otherSide(side)
  const { request } = pair
  const wires = pair.wires
    .map((wire) => (endOf(wire, side) === null ? wire : closedBy(wire, side, other)))
    .filter((wire) => !isOver(wire))
  const isAsked = request.state === 'waiting' && request.asked.side === side
  return {
    ...pair,
    wires,
    request: isAsked ? { state: 'answered', asked: request.asked, outcome: null } : request,
    visit: side === 'a' ? 'over' : pair.visit,
  }
}

const dialed = (side: Side, link: string): Wire => ({
  dialedBy: side,
  state: 'dialing',
  dialer: link,
  acceptor: null,
  toDialer: [],
  toAcceptor: [],
  leftMs: timeouts.dialMs,
})

function sent(wires: readonly Wire[], side: Side, link: string, message: number): readonly Wire[] {
  const other = otherSide(side)
  return wires.map((wire) =>
    endOf(wire, side) === link && wire.state === 'up' && endOf(wire, other) !== null
      ? withItemsTo(wire, other, [...itemsTo(wire, other), message])
      : wire,
  )
}

const closed = (wires: readonly Wire[], side: Side, link: string): readonly Wire[] =>
  wires
    .map((wire) => (endOf(wire, side) === link ? closedBy(wire, side, otherSide(side)) : wire))
    .filter((wire) => !isOver(wire))

function answered(
  pair: Pair,
  side: Side,
  { outcome }: Extract<ApplianceEffect, { kind: 'answer' }>,
): Pair {
  const { request } = pair
  assert(
    request.state === 'waiting' && request.asked.side === side,
    `${side} answers what nobody waits for: ${JSON.stringify(outcome)}`,
  )
  return { ...pair, request: { state: 'answered', asked: request.asked, outcome } }
}

function told(pair: Pair, connection: string, message: ServerMessage): Pair {
  if (connection !== clients.customer) return pair
  if (message.type === 'session-joined') return { ...pair, visit: 'in-session' }
  if (message.type === 'session-cut') return { ...pair, visit: 'over' }
  if (message.type !== 'session-recorded') return pair
  const acknowledged = [...new Set([...pair.acknowledged, message.lsid])].sort()
  return { ...pair, visit: 'over', acknowledged }
}
