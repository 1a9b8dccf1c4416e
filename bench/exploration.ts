import { noFaults, Search, scopes } from '@understudy/chaos'
import { MemoryStore } from '@understudy/memory-store'
import { printFigure, printHead } from './lib/print.ts'

/* How fast an exploration goes: a swap with one crash, from nothing, until twenty thousand states were met. */
printHead('exploration', 'none')
const faults = { ...noFaults, crash: 1 }
const search = new Search(
  { scope: scopes.swap, faults, statesMax: 20_000 },
  { openDisk: () => new MemoryStore(), isTimeUp: () => false },
)
const startedAt = performance.now()
const { states, boxes, steps } = search.run()
const perSecond = states / ((performance.now() - startedAt) / 1_000)
printFigure({
  name: 'states a second',
  value: perSecond,
  unit: 'states/s',
  limit: '1000',
  met: perSecond >= 1_000,
})
console.log(`    ${states} states; ${boxes} of one appliance; the core asked ${steps} times`)
