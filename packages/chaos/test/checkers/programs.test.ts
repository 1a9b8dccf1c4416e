import type { SessionRow } from '@understudy/appliance-core'
import type { LabEvent, OutputOf } from '@understudy/shared'
import t from 'tap'
import { backupsTellNothing } from '../../src/checkers/backups-tell-nothing.ts'
import { type Checker, keyOf, rowsOf } from '../../src/checkers/checker.ts'
import { eventsAreTold } from '../../src/checkers/events-are-told.ts'
import { pulledOnce } from '../../src/checkers/pulled-once.ts'
import { removedAccountsGetNothing } from '../../src/checkers/removed-accounts-get-nothing.ts'
import { rolesToldTruly } from '../../src/checkers/roles-told-truly.ts'
import type { Stage, ToldByApi } from '../../src/nemesis/stage.ts'
import { preparedScene, watched } from '../support/prepared-scene.ts'

/* The laws of programs that use the APIs, and of those that are told by them. */

const scene = preparedScene(2, { integrations: 1 })

/** A law that watches it, and what it has found. */
function watchedOn(law: Checker, stage: Stage = scene.stage) {
  const { watch, found } = watched(law, { ...scene, stage })
  const tell = (event: object): void => watch.onEvent?.({ atMs: 0, ...event } as LabEvent)
  return { watch, found, tell }
}

/** Tells the law of answers, one after the other; what it has found. */
function foundIn(law: Checker, ...answers: readonly Partial<ToldByApi>[]): readonly string[] {
  const toldByApi: ToldByApi[] = []
  const { watch, found } = watchedOn(law, { toldByApi } as unknown as Stage)
  for (const answer of answers) {
    toldByApi.push({ ...plainAnswer, ...answer })
    watch.onStep?.()
  }
  watch.atEnd?.()
  return found
}

const plainAnswer: ToldByApi = {
  ...{ on: 'b', api: 'command', isKnown: true, role: 'primary' },
  ...{ query: 'role=primary', text: '<success>Successfully changed role.</success>' },
}

t.test('API-03: a program that is told of a role that the box does not have is found', (t) => {
  const sound = [{}, { text: '<error/>', role: 'backup' }]
  t.same(foundIn(rolesToldTruly, ...sound), [])
  t.same(foundIn(rolesToldTruly, ...sound, { role: 'backup' }), [
    'b said that it had changed its role to primary, and is backup',
  ])
  t.end()
})

t.test('FO-06: a report or a session key that a backup gives is found', (t) => {
  const key = { query: 'action=generate_session_key&type=support', text: '<session_key/>' }
  const report = { api: 'reporting', query: '', text: '<session_list/>' } as const
  for (const asked of [key, report]) {
    t.same(foundIn(backupsTellNothing, asked), [])
    t.same(foundIn(backupsTellNothing, { ...asked, role: 'backup', text: '<error/>' }), [])
    t.same(foundIn(backupsTellNothing, { ...asked, role: 'backup' }), [
      'b is the backup and answered a program',
    ])
  }
  t.same(foundIn(backupsTellNothing, { role: 'backup', query: 'action=check_health' }), [])
  t.end()
})

t.test('API-04: what a program is told whose account is not there is found', (t) => {
  t.same(foundIn(removedAccountsGetNothing, {}, { isKnown: false, text: '<error/>' }), [])
  t.same(foundIn(removedAccountsGetNothing, { isKnown: false }), [
    'b answered a program whose account it does not have',
  ])
  t.end()
})

/** The two sessions that both boxes have, the older one first. */
const [older, newer] = [...rowsOf(scene.stores.a)].sort((x, y) => x.endedAtMs - y.endedAtMs) as [
  SessionRow,
  SessionRow,
]

/** The law, and a client that has been given these; both sessions were acknowledged. */
function watchedPulls(
  given: readonly SessionRow[],
  { isSetBack = false, nowMs = Number.MAX_SAFE_INTEGER } = {},
) {
  const stage = { lab: scene.stage.lab, nowMs, wasClockSetBack: () => isSetBack }
  const { watch, found, tell } = watchedOn(pulledOnce, stage as unknown as Stage)
  for (const session of [older, newer])
    tell({ name: 'session-acknowledged', client: 'c', ...session, appliance: 'a' })
  const client = { client: 'integration-1', group: 'integration-clients' } as const
  const pull = (sessions: readonly SessionRow[]): void =>
    tell({
      name: 'sessions-pulled',
      ...client,
      appliance: '',
      added: sessions.length,
      sessions,
    })
  pull(given)
  watch.atEnd?.()
  return { watch, pull, found }
}

t.test('IC-01: what is new to an Integration Client twice, or what it misses, is found', (t) => {
  t.not(keyOf(older), keyOf(newer), 'two sessions')
  const { watch, pull, found } = watchedPulls([newer])
  t.same(found, ['integration-1 misses 1 of 2 sessions'])
  pull([older])
  watch.atEnd?.()
  t.equal(found.length, 1, 'it has it now')
  pull([older])
  t.match(found[1], /as new twice/)
  t.end()
})

t.test(
  'IC-01: where a clock was set back, only what by it was over or is to come is excused',
  (t) => {
    t.same(watchedPulls([newer], { isSetBack: true }).found, [], 'it asks from the newer on')
    t.match(watchedPulls([older], { isSetBack: true }).found, [/misses 1 of 2/])
    t.same(watchedPulls([older], { isSetBack: true, nowMs: newer.endedAtMs }).found, [])
    t.match(watchedPulls([older], { nowMs: newer.endedAtMs }).found, [/misses 1 of 2/])
    t.end()
  },
)

t.test('API-06: what waits on a box that is reset goes with it, and nothing else', (t) => {
  const { watch, found, tell } = watchedOn(eventsAreTold)
  const queued = { name: 'outbound-event-queued', recipient: 'tickets', event: 'e', lsid: '1' }
  tell({ ...queued, source: 'a', number: 1 })
  watch.onDestroyed?.('a')
  // It is told of what was done in that moment afterwards.
  tell({ ...queued, source: 'a', number: 2 })
  tell({ ...queued, source: 'b', number: 1 })
  tell({ name: 'appliance-ending', how: 'factory-reset', source: 'a' })
  watch.atEnd?.()
  t.same(found, ['1 events reached nobody and wait nowhere'])
  t.end()
})

t.test('API-04: whose account is removed before the answer was known when it asked', (t) => {
  const { stage } = preparedScene()
  const { watch, found } = watched(removedAccountsGetNothing, { ...scene, stage })
  const { world } = stage
  const permissions = ['use-command-api']
  const made = world.invokeAndRun('a', 'add-api-account', { name: 'p', permissions })
  const { clientId } = (made.ok ? made.value : {}) as OutputOf<'add-api-account'>
  const askForKey = (): void => {
    const query = 'action=generate_session_key&type=support&queue_id=general'
    stage.askApi('a', 'command', query, clientId)
    world.runFor(1_000)
  }
  stage.ask('a', 'remove-api-account', { clientId })
  askForKey()
  askForKey()
  t.match(stage.toldByApi, [
    { isKnown: true, text: /<session_key/ },
    { isKnown: false, text: /<error/ },
  ])
  watch.atEnd?.()
  t.same(found, [])
  t.end()
})
