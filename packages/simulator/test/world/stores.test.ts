import { MemoryStore } from '@understudy/memory-store'
import t, { type Test } from 'tap'
import { traceLines } from '../../src/index.ts'
import {
  contentsOf,
  establishedWorld,
  establishInput,
  loadSessions,
  must,
  type SmallWorld,
  type SmallWorldOptions,
  smallWorld,
  syncNow,
} from '../support/small-world.ts'

interface Told {
  readonly trace: readonly string[]
  readonly a: string
  readonly b: string
}

const toldBy = ({ world, stores }: SmallWorld): Told => ({
  trace: [...traceLines(world.events)],
  a: contentsOf(stores.a),
  b: contentsOf(stores.b),
})

/** The same story on both stores: every event, and all that is stored at the end. */
function sameOnBoth(t: Test, tell: (options: SmallWorldOptions) => SmallWorld): void {
  const onSqlite = toldBy(tell({}))
  const onPlainData = toldBy(tell({ openStore: () => new MemoryStore() }))
  t.ok(onSqlite.trace.length > 5, `${onSqlite.trace.length} events`)
  t.strictSame(onPlainData, onSqlite)
}

t.test('CHA-07: clients, crashes and lost power have the same trace on both stores', async (t) => {
  sameOnBoth(t, (options) => {
    const clients = { representatives: 4, sessionEveryMs: 2_000, sessionLengthMs: 8_000 }
    const made = establishedWorld({ ...options, clients })
    const { world } = made
    loadSessions(world, 'a', 60, 'same', 20)
    syncNow(world, 'b')
    world.commandAndRun('clients', { kind: 'start-clients', input: {} })
    world.runFor(20_000)
    world.crash('a')
    world.runFor(3_000)
    world.restart('a')
    world.cutPath('a', 'b')
    world.runFor(30_000)
    world.healPath('a', 'b')
    must(world.commandAndRun('network', { kind: 'power-loss', input: { appliance: 'b' } }))
    world.runFor(20_000)
    must(world.commandAndRun('network', { kind: 'power-back', input: { appliance: 'b' } }))
    world.runFor(60_000)
    syncNow(world, 'b')
    return made
  })
})

t.test('SYN-04: what is discarded and merged is the same on both stores', async (t) => {
  const old = { base: '3.2.4', site: '10.5.2' }
  for (const software of [{}, { a: old, b: old }])
    sameOnBoth(t, (options) => {
      const made = smallWorld({ ...options, software })
      const { world } = made
      loadSessions(world, 'a', 20, 'ours', 5)
      loadSessions(world, 'b', 10, 'theirs', 5)
      must(world.invokeAndRun('a', 'set-setting', { key: 'motd', value: 'ours' }))
      must(world.invokeAndRun('b', 'set-setting', { key: 'only theirs', value: '1' }))
      const agreed = { force: true, discardMax: 100 }
      must(world.invokeAndRun('a', 'establish-relationship', { ...establishInput(), ...agreed }))
      syncNow(world, 'b')
      must(world.invokeAndRun('b', 'break-relationship'))
      loadSessions(world, 'b', 7, 'apart', 2)
      must(world.invokeAndRun('a', 'establish-relationship', { ...establishInput(), ...agreed }))
      syncNow(world, 'b')
      return made
    })
})
