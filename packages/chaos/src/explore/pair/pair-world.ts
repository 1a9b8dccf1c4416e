import {
  type ApplianceEffect,
  type ApplianceInput,
  type ApplianceTimer,
  type Decisions,
  soundDecisions,
} from '@understudy/appliance-core'
import { assert, unreachable } from '@understudy/shared'
import type { Box, CopyableStore } from '../box/box.ts'
import { Boxes, type Given } from '../box/boxes.ts'
import type { CrashPoint } from '../box/crash-point.ts'
import { intervalTimer } from '../box/interval-timer.ts'
import type { FaultCounts, SmallFault } from '../faults.ts'
import type { Action } from './action.ts'
import { dueInMs, linkDue } from './due.ts'
import { Messages } from './messages.ts'
import type { Pair } from './pair.ts'
import { configOf } from './pair-config.ts'
import { clients, perform, processGone } from './perform.ts'
import { otherSide, type Side, sides } from './side.ts'
import { endOf, isOver, itemsTo, type Wire, wireItems, withItemsTo, withoutEnd } from './wire.ts'

/** Timers that are not driven: what they do is outside all scopes. */
const outOfScope: readonly ApplianceTimer[] = ['scrub']

/** The core's name for the operator's request. */
const requestName = 'request'

/** The result of an action. */
export interface Outcome {
  readonly pair: Pair
  /** Whose core was run; null = nobody's. */
  readonly side: Side | null
  readonly effects: readonly ApplianceEffect[]
  /** What was thrown; '' = nothing. */
  readonly error: string
}

/**
 * Two appliances and what is between them: the result of each action on a state. States are never changed, always made
 * anew.
 */
export class PairWorld {
  readonly boxes: Readonly<Record<Side, Boxes>>
  readonly messages = new Messages()

  /** `decisions`: others than the product's only where it is proved that they would be noticed (CHA-05). */
  constructor(faults: FaultCounts, decisions: Decisions = soundDecisions) {
    const undriven = faults.sync === 0 ? [...outOfScope, intervalTimer] : outOfScope
    const boxesOf = (side: Side): Boxes => new Boxes(configOf(side), decisions, undriven)
    this.boxes = { a: boxesOf('a'), b: boxesOf('b') }
  }

  /** Two boxes that were never switched on. */
  fresh(openDisk: () => CopyableStore, left: Pair['left']): Pair {
    return {
      a: this.boxes.a.fresh(openDisk()),
      b: this.boxes.b.fresh(openDisk()),
      wires: [],
      isCut: false,
      request: { state: 'none' },
      visit: 'none',
      left,
      isBroken: false,
      acknowledged: [],
      primaries: [],
    }
  }

  apply(pair: Pair, action: Action): Outcome {
    const dies = 'dies' in action ? action.dies : undefined
    const early = 'early' in action
    const alive = early ? afterFault(pair, 'delay') : pair
    const before = dies === undefined ? alive : afterFault(alive, 'crash')
    switch (action.kind) {
      case 'ask': {
        const { asked } = action
        const { side, operation, input } = asked
        const waiting: Pair = { ...before, request: { state: 'waiting', asked, waitedMs: 0 } }
        return this.give(
          waiting,
          side,
          { kind: 'operation', request: requestName, operation, input },
          dies,
        )
      }
      case 'deliver':
        return this.#deliver(before, action.wire, action.to, dies)
      case 'connect':
        return this.#connect(before, action.wire, dies)
      case 'give-up-dial': {
        const later = this.pass(before, wireOf(before, action.wire).leftMs)
        return this.#failDial(later, action.wire, 'no answer', undefined)
      }
      case 'timer': {
        const { side, timer } = action
        const later = this.pass(before, dueInMs(before[side], timer))
        return this.give(later, side, { kind: 'timer', timer }, dies)
      }
      case 'sync': {
        const due = afterFault(before, 'sync')
        return this.give(due, action.side, { kind: 'timer', timer: intervalTimer }, dies)
      }
      case 'end-session': {
        const [lsid = ''] = before.a.disk.activeSessions.all().map((one) => one.lsid)
        const message = { type: 'end-session', lsid } as const
        return this.give(
          before,
          'a',
          { kind: 'client-message', connection: clients.customer, message },
          dies,
        )
      }
      case 'start':
        return this.give(before, action.side, { kind: 'started' }, dies)
      case 'crash': {
        const { side } = action
        const gone = processGone(afterFault(pair, 'crash'), side)
        return nobodys({ ...gone, [side]: this.boxes[side].crash(pair[side]) })
      }
      case 'cut':
        return nobodys({ ...afterFault(pair, 'cut'), isCut: true })
      case 'heal':
        return nobodys({ ...pair, isCut: false })
      case 'reset':
        return nobodys(withWire(afterFault(pair, 'reset'), action.wire, resetWire))
      default:
        unreachable(action)
    }
  }

  /** Gives one side's core an input; with a crash point its process dies there. */
  give(pair: Pair, side: Side, input: ApplianceInput, dies?: CrashPoint): Outcome {
    return this.#give(pair, side, { text: JSON.stringify(input), make: () => input }, dies)
  }

  #give(pair: Pair, side: Side, given: Given, dies?: CrashPoint): Outcome {
    const { box, effects, renames, error } = this.boxes[side].step(pair[side], given, dies)
    let after: Pair = { ...pair, [side]: box }
    let refused = error
    try {
      for (const effect of effects) after = perform(after, side, effect, this.messages)
    } catch (thrown) {
      refused ||= String(thrown)
    }
    if (box.memory === null) after = processGone(after, side)
    else after = { ...after, wires: after.wires.map((wire) => calledAnew(wire, side, renames)) }
    return { pair: withPrimaries(after), side, effects, error: refused }
  }

  /** Lets time pass; nothing else happens. */
  pass(pair: Pair, ms: number): Pair {
    if (ms === 0) return pair
    const { request } = pair
    return {
      ...pair,
      a: this.boxes.a.age(pair.a, ms),
      b: this.boxes.b.age(pair.b, ms),
      wires: pair.wires.map((wire) =>
        linkDue(wire) === null ? wire : { ...wire, leftMs: Math.max(0, wire.leftMs - ms) },
      ),
      request:
        request.state === 'waiting' ? { ...request, waitedMs: request.waitedMs + ms } : request,
    }
  }

  #deliver(pair: Pair, index: number, to: Side, dies: CrashPoint | undefined): Outcome {
    const wire = wireOf(pair, index)
    const [item, ...rest] = itemsTo(wire, to)
    const link = endOf(wire, to)
    assert(item !== undefined && link !== null, 'something is under way to an end that is open')
    if (item === wireItems.up) {
      const taken = withWire(pair, index, (one) => withItemsTo(one, to, rest))
      return this.give(taken, to, { kind: 'link-up', link, side: 'dialed' }, dies)
    }
    if (item === wireItems.down) {
      const taken = withWire(pair, index, (one) => withoutEnd(one, to))
      return this.give(
        taken,
        to,
        { kind: 'link-down', link, reason: 'the connection was closed' },
        dies,
      )
    }
    const taken = withWire(pair, index, (one) => withItemsTo(one, to, rest))
    const make = (): ApplianceInput => ({
      kind: 'link-message',
      link,
      message: this.messages.read(item),
    })
    return this.#give(taken, to, { text: `${link}<${item}`, make }, dies)
  }

  #connect(pair: Pair, index: number, dies: CrashPoint | undefined): Outcome {
    const wire = wireOf(pair, index)
    const to = otherSide(wire.dialedBy)
    const box: Box = pair[to]
    if (box.memory === null) return this.#failDial(pair, index, 'nobody listens', dies)
    const link = `in-${box.accepted + 1}`
    const up = withWire(pair, index, (one) => ({
      ...one,
      state: 'up',
      acceptor: link,
      toDialer: [wireItems.up],
      leftMs: 0,
    }))
    return this.give(up, to, { kind: 'link-up', link, side: 'accepted' }, dies)
  }

  #failDial(pair: Pair, index: number, detail: string, dies: CrashPoint | undefined): Outcome {
    const { dialedBy, dialer } = wireOf(pair, index)
    assert(dialer !== null, 'a dial that nobody waits for is over')
    const without = { ...pair, wires: pair.wires.filter((_, at) => at !== index) }
    const input = { kind: 'dial-failed', link: dialer, reason: 'unreachable', detail } as const
    return this.give(without, dialedBy, input, dies)
  }
}

const nobodys = (pair: Pair): Outcome => ({ pair, side: null, effects: [], error: '' })

function wireOf(pair: Pair, index: number): Wire {
  const wire = pair.wires[index]
  assert(wire !== undefined, `there is no wire ${index}`)
  return wire
}

function withWire(pair: Pair, index: number, change: (wire: Wire) => Wire): Pair {
  const wires = pair.wires.map((wire, at) => (at === index ? change(wire) : wire))
  return { ...pair, wires: wires.filter((wire) => !isOver(wire)) }
}

/** Both ends are told at once that it is lost, and what was under way is dropped. */
const resetWire = (wire: Wire): Wire => ({
  ...wire,
  toDialer: wire.dialer === null ? [] : [wireItems.down],
  toAcceptor: wire.acceptor === null ? [] : [wireItems.down],
})

function afterFault(pair: Pair, kind: SmallFault): Pair {
  const left = { ...pair.left, [kind]: pair.left[kind] - 1 }
  return { ...pair, left, isBroken: true }
}

function calledAnew(wire: Wire, side: Side, renames: ReadonlyMap<string, string>): Wire {
  const end = endOf(wire, side)
  const name = end === null ? undefined : renames.get(end)
  if (name === undefined || name === end) return wire
  return wire.dialedBy === side ? { ...wire, dialer: name } : { ...wire, acceptor: name }
}

/** Notes who is primary in which epoch: the other must never be primary in the same one. */
function withPrimaries(pair: Pair): Pair {
  let { primaries } = pair
  for (const side of sides) {
    const { role, epoch } = pair[side].facts
    if (role !== 'primary') continue
    if (!primaries.some(([known, who]) => known === epoch && who === side))
      primaries = [...primaries, [epoch, side] as const].sort(([a], [b]) => a - b)
  }
  return primaries === pair.primaries ? pair : { ...pair, primaries }
}
