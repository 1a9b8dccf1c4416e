import { assert, type ClientMessage } from '@understudy/shared'
import type { CopyableStore } from './box/box.ts'
import type { FaultCounts } from './faults.ts'
import { Course } from './pair/course.ts'
import type { Pair } from './pair/pair.ts'
import { preSharedKey, sharedAddress, siteVersion } from './pair/pair-config.ts'
import type { PairWorld } from './pair/pair-world.ts'
import { clients } from './pair/perform.ts'
import { establishing, on, type Scope } from './scopes.ts'

/** Longer than the delay before the first automatic sync. */
const quietMs = 90_000

/**
 * Where a scope begins: A serves, one session is recorded and acknowledged, another is under way; a pair is synced. All
 * of it by the appliances' own operations, one after the other, with nothing going wrong.
 */
export function prepare(
  world: PairWorld,
  scope: Scope,
  openDisk: () => CopyableStore,
  faults: FaultCounts,
): Pair {
  const course = new Course(world, world.fresh(openDisk, faults))
  for (const side of ['a', 'b'] as const) {
    course.give(side, { kind: 'started' })
    course.ask(on(side, 'set-pre-shared-key', { key: preSharedKey }))
  }
  course.ask(on('a', 'set-address-enabled', { address: sharedAddress, enabled: true }))
  welcome(course)
  visit(course, 'first')
  course.give('a', clientSays(clients.customer, { type: 'end-session', lsid: lsidOf(course) }))
  if (scope.from === 'pair') {
    course.ask(establishing)
    course.run(quietMs)
  }
  visit(course, 'second')
  assert(course.pair.acknowledged.length === 1, 'one session is acknowledged at the beginning')
  assert(course.pair.visit === 'in-session', 'one is under way')
  return { ...course.pair, request: { state: 'none' }, isBroken: false }
}

const clientSays = (connection: string, message: ClientMessage) =>
  ({ kind: 'client-message', connection, message }) as const

function welcome(course: Course): void {
  for (const kind of ['console', 'customer'] as const)
    course.give(
      'a',
      clientSays(clients[kind], { type: 'hello', kind, name: kind, version: siteVersion }),
    )
}

function visit(course: Course, externalKey: string): void {
  course.give(
    'a',
    clientSays(clients.customer, {
      type: 'request-session',
      externalKey,
      customer: 'customer',
      issue: 'issue',
    }),
  )
}

const lsidOf = ({ pair }: Course): string => pair.a.disk.activeSessions.all()[0]?.lsid ?? ''
