import type { LogHead } from '@understudy/shared'
import { breachOf } from './laws/all.ts'
import type { Breach, Law, Step } from './laws/law.ts'
import { isAtRest } from './pair/at-rest.ts'
import { Course } from './pair/course.ts'
import type { Asked, Pair } from './pair/pair.ts'
import type { PairWorld } from './pair/pair-world.ts'
import { on, type Scope } from './scopes.ts'

/*
 * An end: nothing is under way, cut or dead, and the operator has an answer. From here on nothing goes wrong any more,
 * and an operator does what the two pages say until they are a synced pair again, or both stand alone where that counts
 * as an end.
 */

const rounds = 12
/** Longer than a dial, a redial or a swap may each take. */
const roundMs = 65_000

/** Whether a state is an end. */
export const isEnd = (pair: Pair): boolean => pair.request.state === 'answered' && isAtRest(pair)

/** What keeps the two from reuniting; null = they do. */
export function refusalToReunite(
  world: PairWorld,
  end: Pair,
  scope: Scope,
  laws: readonly Law[],
): Breach | null {
  let breach: Breach | null = null
  const look = (step: Step): void => {
    breach ??= breachOf(laws, step)
  }
  const course = new Course(world, end, look)
  if (end.visit === 'in-session') course.do({ kind: 'end-session' })
  for (let round = 0; round < rounds && breach === null; round++) {
    if (isReunited(course.pair, scope)) return null
    const remedy = remedyOf(course.pair)
    if (remedy !== null) course.ask(remedy)
    course.run(remedy?.operation === 'sync-now' ? 0 : roundMs)
  }
  return (
    breach ?? { law: 'the two find together again', spec: 'CHA-03', message: stateOf(course.pair) }
  )
}

function isReunited({ a, b, acknowledged }: Pair, { mayEndAlone }: Scope): boolean {
  if (a.facts.role === 'none' && b.facts.role === 'none')
    return mayEndAlone && a.facts.relationship === '' && b.facts.relationship === ''
  const [primary, backup] = a.facts.role === 'primary' ? [a, b] : [b, a]
  return (
    primary.facts.role === 'primary' &&
    backup.facts.role === 'backup' &&
    primary.facts.relationship === backup.facts.relationship &&
    primary.facts.epoch === backup.facts.epoch &&
    primary.facts.holdsShared &&
    !backup.facts.holdsShared &&
    headsText(primary.facts.heads) === headsText(backup.facts.heads) &&
    acknowledged.every((lsid) => backup.facts.lsids.filter((one) => one === lsid).length === 1)
  )
}

const headsText = (heads: readonly LogHead[]): string => JSON.stringify(heads)

function remedyOf({ a, b }: Pair): Asked | null {
  const [one, other] = [a.facts, b.facts]
  if (one.role === 'none' || other.role === 'none') return null
  if (one.role === 'backup' && other.role === 'backup')
    return on('a', 'become-primary', { force: true })
  if (one.role === 'primary' && other.role === 'primary') {
    return on(one.epoch < other.epoch ? 'a' : 'b', 'become-backup', { force: true })
  }
  if (headsText(one.heads) === headsText(other.heads)) return null
  return on(one.role === 'backup' ? 'a' : 'b', 'sync-now')
}

const stateOf = ({ a, b }: Pair): string =>
  [a, b]
    .map(
      ({ facts: { role, epoch, relationship, holdsShared, lsids } }, at) =>
        `${at === 0 ? 'a' : 'b'} is ${role} at epoch ${epoch}, relationship ${relationship === '' ? 'none' : relationship.slice(0, 8)}, ${holdsShared ? 'with' : 'without'} the shared address, ${lsids.length} sessions`,
    )
    .join('; ')
