import { openStore } from '@understudy/appliance-store'
import { nodeSigning } from '@understudy/certificates/signing'
import { drawSchedule, PreparedLabs, playSchedule } from '@understudy/chaos'
import { ownMs } from './lib/own-time.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * What `chaos run` plays in a second of one core: drawn schedules with all faults and all laws, in plain data, then on SQLite (in
 * turn they would make each other's code slow). The first seeds, by which the code gets warm and the labs are prepared, are not
 * counted, and of each seed's rounds the quickest is: the others had to share the processor's caches.
 * `node bench/dist/campaign.js [seeds] [rounds]`
 */
const first = 1
const seeds = Number(process.argv[2] ?? 60)
const rounds = Number(process.argv[3] ?? 3)
const warmSeeds = 200
printHead('campaign', `${first} to ${first + seeds - 1}, mode safe`)

const labs = {
  memory: new PreparedLabs({ signing: nodeSigning }),
  sqlite: new PreparedLabs({
    signing: nodeSigning,
    open: () => {
      const store = openStore(':memory:')
      return { store, copy: () => store.copy() }
    },
  }),
}
type StoreName = keyof typeof labs

const memory = seedsASecond('memory')
const sqlite = seedsASecond('sqlite')
console.log(
  `  on SQLite: ${sqlite.toFixed(1)} seeds/s; plain data: ${(memory / sqlite).toFixed(2)} times as many`,
)
printFigure({
  name: 'in plain data',
  value: memory,
  unit: 'seeds/s and core',
  limit: '150',
  met: memory >= 150,
})

function seedsASecond(store: StoreName): number {
  for (let seed = 0; seed < warmSeeds; seed++) play(store, 100_000 + seed)
  const leastMs = new Array<number>(seeds).fill(Infinity)
  let steps = 0
  let virtualMs = 0
  for (let round = 0; round < rounds; round++)
    for (let at = 0; at < seeds; at++) {
      const startedAtMs = ownMs()
      const played = play(store, first + at)
      leastMs[at] = Math.min(ownMs() - startedAtMs, leastMs[at] ?? Infinity)
      steps += played.steps / rounds
      virtualMs += played.virtualMs / rounds
    }
  const [stepsEach, secondsEach] = [steps / seeds, virtualMs / seeds / 1_000]
  console.log(
    `  ${store}: a seed has ${stepsEach.toFixed(0)} steps and ${secondsEach.toFixed(0)} virtual seconds`,
  )
  return (seeds * 1_000) / leastMs.reduce((sum, ms) => sum + ms, 0)
}

function play(store: StoreName, seed: number) {
  return playSchedule(drawSchedule(String(seed), { mode: 'safe' }), labs[store])
}
