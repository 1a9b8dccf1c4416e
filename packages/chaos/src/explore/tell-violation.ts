import type { ApplianceEffect } from '@understudy/appliance-core'
import type { HostEvent } from '@understudy/shared'
import type { CrashPoint } from './box/crash-point.ts'
import type { Action } from './pair/action.ts'
import type { Messages } from './pair/messages.ts'
import type { Pair } from './pair/pair.ts'
import { PairWorld } from './pair/pair-world.ts'
import { otherSide, type Side } from './pair/side.ts'
import { itemsTo, type Wire, wireItems } from './pair/wire.ts'
import { prepare } from './prepare.ts'
import type { SearchOptions, SearchPorts, Violation } from './search.ts'

/** The path to a violation, a line for each action, with the events that the appliances told. */
export function tellViolation(
  { path, law, spec, message }: Violation,
  { scope, faults }: Pick<SearchOptions, 'scope' | 'faults'>,
  { openDisk, decisions }: Pick<SearchPorts, 'openDisk' | 'decisions'>,
): readonly string[] {
  const world = new PairWorld(faults, decisions)
  let pair = prepare(world, scope, openDisk, faults)
  const lines: string[] = []
  for (const [at, action] of path.entries()) {
    lines.push(`${String(at + 1).padStart(3)}  ${wordsOf(action, pair, world.messages)}`)
    const { pair: after, side, effects } = world.apply(pair, action)
    for (const event of eventsOf(effects)) lines.push(`       ${side ?? ''}: ${event}`)
    pair = after
  }
  return [...lines, `     ${law} (${spec}): ${message}`]
}

function wordsOf(action: Action, pair: Pair, messages: Messages): string {
  switch (action.kind) {
    case 'ask': {
      const { side, operation, input } = action.asked
      return `the operator asks ${side}: ${operation} ${JSON.stringify(input)}${deathOf(action.dies)}`
    }
    case 'deliver': {
      const { wire, to, dies } = action
      return `${otherSide(to)} to ${to}: ${itemOf(pair.wires[wire], to, messages)}${deathOf(dies)}`
    }
    case 'connect': {
      const from = pair.wires[action.wire]?.dialedBy ?? 'a'
      return `the dial of ${from} gets to ${otherSide(from)}${deathOf(action.dies)}`
    }
    case 'give-up-dial':
      return `the dial of ${pair.wires[action.wire]?.dialedBy} is given up${action.early ? ', early' : ''}`
    case 'timer':
      return `timer ${action.timer} of ${action.side}${action.early ? ', early' : ''}${deathOf(action.dies)}`
    case 'sync':
      return `an automatic sync of ${action.side} is due${deathOf(action.dies)}`
    case 'end-session':
      return `the customer ends the session on a${deathOf(action.dies)}`
    case 'start':
      return `${action.side} starts${deathOf(action.dies)}`
    case 'crash':
      return `${action.side} dies`
    case 'cut':
      return 'the network between the two is cut'
    case 'heal':
      return 'the network is healed'
    case 'reset':
      return `connection ${action.wire + 1} is reset`
  }
}

function deathOf(dies: CrashPoint | undefined): string {
  if (dies === undefined) return ''
  if (dies === 'before-commit') return ' - and it dies before its commit'
  return dies === 0 ? ' - and it dies after its commit' : ` - and it dies after effect ${dies}`
}

function itemOf(wire: Wire | undefined, to: Side, messages: Messages): string {
  const item = wire === undefined ? undefined : itemsTo(wire, to)[0]
  if (item === undefined) return 'nothing'
  if (item === wireItems.up) return 'the connection is up'
  if (item === wireItems.down) return 'the connection was closed'
  const message = messages.read(item)
  return `${message.type} (epoch ${message.epoch})`
}

const eventsOf = (effects: readonly ApplianceEffect[]): readonly string[] =>
  effects.flatMap((effect) => (effect.kind === 'record' ? [eventText(effect.event)] : []))

function eventText({ name, ...fields }: HostEvent): string {
  const words = Object.entries(fields).map(([key, value]) => `${key} ${JSON.stringify(value)}`)
  return [name, ...words].join(' ')
}
