import type { Store } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import { MemoryStore } from '@understudy/memory-store'
import { resolveLab } from '@understudy/shared'
import { PreparedWorld, World } from '@understudy/simulator'
import { ownMs } from './lib/own-time.ts'
import { must, pair } from './lib/pair.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * Short worlds for a campaign: 60 virtual seconds of a synced pair with 200 sessions, four representatives at work, A killed and
 * started again, the path between the two cut and healed. How many one core plays in a second.
 * `node bench/dist/worlds-a-second.js [rounds]`
 */
const seed = 'bench-worlds'
const rounds = Number(process.argv[2] ?? 300)
printHead('worlds-a-second', seed)
const appliance = (address: string) => ({ address, base: '3.2.4', site: '11.1.0' })
const lab = resolveLab({
  appliances: {
    a: { hostname: 'a.example.com', ...appliance('192.0.2.10') },
    b: { hostname: 'b.example.com', ...appliance('192.0.2.11') },
  },
  clients: { representatives: 4, sessionEveryMs: 5_000, sessionLengthMs: 10_000 },
})

const onSqlite = worldsASecond((round) => synced(round, () => openStore(':memory:')))
const onPlainData = worldsASecond((round) => synced(round, () => new MemoryStore()))
const prepared = new PreparedWorld({ lab, seed }, (world) => pair(world, lab, 200, seed))
const fromPrepared = worldsASecond((round) => prepared.start(`${seed}-${round}`))
console.log(`  built each time on SQLite: ${onSqlite.toFixed(0)} worlds/s`)
console.log(`  built each time on plain data: ${timesSqlite(onPlainData)}`)
printFigure({
  name: `started from a prepared one: ${timesSqlite(fromPrepared)}`,
  value: fromPrepared,
  unit: 'worlds/s',
  limit: '150, aim 500',
  met: fromPrepared >= 150,
})

function timesSqlite(worlds: number): string {
  return `${worlds.toFixed(0)} worlds/s, ${(worlds / onSqlite).toFixed(2)} times as many as on SQLite`
}

/** Of this thread's own time; the first fifth, in which the code gets warm, is not counted. */
function worldsASecond(start: (round: number) => World): number {
  const warm = Math.ceil(rounds / 5)
  let startedAtMs = 0
  for (let round = -warm; round < rounds; round++) {
    if (round === 0) startedAtMs = ownMs()
    play(start(round))
  }
  return (rounds * 1_000) / (ownMs() - startedAtMs)
}

function synced(round: number, open: () => Store): World {
  const world = new World({ lab, seed: `${seed}-${round}` }, { openStore: open })
  pair(world, lab, 200, seed)
  return world
}

function play(world: World): void {
  must(world.commandAndRun('clients', { kind: 'start-clients', input: {} }))
  world.runFor(15_000)
  world.crash('a')
  world.runFor(4_000)
  world.restart('a')
  world.runFor(15_000)
  world.cutPath('a', 'b')
  world.runFor(6_000)
  world.healPath('a', 'b')
  world.runFor(20_000)
  const acknowledged = world.events.some((event) => event.name === 'session-acknowledged')
  if (!acknowledged)
    throw new Error('nobody had a session: the world is not what it is meant to be')
}
