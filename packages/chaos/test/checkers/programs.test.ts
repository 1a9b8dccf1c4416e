import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { rowsOf } from '../../src/checkers/checker.ts'
import { pulledOnce } from '../../src/checkers/pulled-once.ts'
import { rolesToldTruly } from '../../src/checkers/roles-told-truly.ts'
import { preparedScene, watched } from '../support/prepared-scene.ts'

/* The laws of programs that use the APIs. */

t.test(
  'API-03: a program that is told of a role that the box does not have is found',
  async (t) => {
    const scene = preparedScene(0)
    const told = {
      on: 'b',
      query: 'role=primary',
      text: '<success>Successfully changed role.</success>',
    } as const
    const { watch, found } = watched(rolesToldTruly, scene)
    scene.stage.toldByApi.push(
      { ...told, role: 'primary' },
      { ...told, text: '<error/>', role: 'backup' },
    )
    watch.onStep?.()
    t.same(found, [])
    scene.stage.toldByApi.push({ ...told, role: 'backup' })
    watch.onStep?.()
    t.same(found, ['b said that it had changed its role to primary, and is backup'])
  },
)

/** The law, watching a scene in which one session was acknowledged that both boxes have. */
function watchedPulls() {
  const { stage, ...scene } = preparedScene(1)
  const { lsid = '', externalKey = '' } = rowsOf(scene.stores.a)[0] ?? {}
  const { watch, found } = watched(pulledOnce, { stage, ...scene })
  const at = { atMs: 0, source: 'clients' } as const
  watch.onEvent?.({
    ...{ name: 'session-acknowledged', client: 'c', lsid, externalKey, appliance: 'a' },
    ...at,
  } as LabEvent)
  const pull = (sessions: readonly { lsid: string; externalKey: string }[]): void =>
    watch.onEvent?.({
      ...{ name: 'sessions-pulled', client: 'integration-1', group: 'integration-clients' },
      ...{ appliance: '', added: sessions.length, sessions },
      ...at,
    })
  return { stage, session: { lsid, externalKey }, watch, pull, found }
}

t.test(
  'IC-01: a session that is new to an Integration Client twice, or that it misses, is found',
  async (t) => {
    const { session, watch, pull, found } = watchedPulls()
    pull([])
    watch.atEnd?.()
    t.same(found, ['integration-1 misses 1 of 1 sessions'])
    pull([session])
    watch.atEnd?.()
    t.equal(found.length, 1, 'it has it now')
    pull([session])
    t.match(found[1], /as new twice/)
  },
)

t.test('IC-01: what is missed is found for as long as no clock of a box is set back', (t) => {
  for (const [byMs, misses] of [
    [60_000, 1],
    [-60_000, 0],
  ] as const) {
    const { stage, watch, pull, found } = watchedPulls()
    pull([])
    stage.setClock('b', (clock) => clock.jump(byMs))
    watch.atEnd?.()
    t.equal(found.length, misses, `${byMs} ms`)
  }
  t.end()
})
