import { openStore } from '@understudy/appliance-store'
import { type LabEvent, type OperationName, resolveLab } from '@understudy/shared'
import { World } from '@understudy/simulator'
import { printFigure, printHead } from './lib/print.ts'

/* False failovers: both appliances live, and the path between them loses 5 % and jitters by 200 ms. With default settings
   none is allowed in 10,000 virtual hours; a timeout given in ms shows the rate of tuned ones. A world ends at its first.
   Usage: false-failovers.js [virtual hours] [timeout in ms] [loss in percent] [latency and jitter in ms] */
const hours = Number(process.argv[2] ?? 10_000)
const primaryTimeoutMs = Number(process.argv[3] ?? 180_000)
const seed = 'false-failovers'
const lossShare = Number(process.argv[4] ?? 5) / 100
const latencyMs = Number(process.argv[5] ?? 200)
/** A world of its own each: what it has told is dropped with it. */
const hoursOfWorld = 100
const failoversMax = 100

printHead('false-failovers', seed)
const startedAt = performance.now()
let failovers = 0
let lost = 0
let watched = 0
for (let worlds = 0; watched < hours && failovers < failoversMax; worlds++) {
  const { events, playedMs } = play(`${seed}-${worlds}`, Math.min(hoursOfWorld, hours - watched))
  watched += playedMs / 3_600_000
  failovers += events.filter(({ name }) => name === 'automatic-failover').length
  lost += events.filter(({ name, source }) => name === 'link-down' && source === 'b').length
}
const seconds = (performance.now() - startedAt) / 1_000
const path = `${lossShare * 100} % loss, ${latencyMs} ms and up to as much jitter`
console.log(`  ${path}; ${watched.toFixed(3)} virtual hours in ${seconds.toFixed(0)} s`)
console.log(
  `  the link was lost ${lost} times; a failover every ${(watched / failovers).toPrecision(3)} h`,
)
const isDefault = primaryTimeoutMs === 180_000
printFigure({
  name: `false failovers, timeout ${primaryTimeoutMs} ms`,
  value: failovers,
  unit: `in ${watched.toPrecision(3)} hours`,
  limit: isDefault ? '0' : 'none',
  met: !isDefault || failovers === 0,
})

/** Until the first failover, or for that long. */
function play(
  worldSeed: string,
  worldHours: number,
): { readonly events: readonly LabEvent[]; readonly playedMs: number } {
  const software = { base: '3.2.4', site: '11.1.0' }
  const lab = resolveLab({
    appliances: {
      a: { hostname: 'a.example.com', address: '192.0.2.10', ...software },
      b: { hostname: 'b.example.com', address: '192.0.2.11', ...software },
    },
  })
  const world = new World({ lab, seed: worldSeed }, { openStore: () => openStore(':memory:') })
  const must = (name: string, operation: OperationName, input: unknown = {}): void => {
    const outcome = world.invokeAndRun(name, operation, input)
    if (!outcome.ok) throw new Error(outcome.refusal.message)
  }
  for (const name of ['a', 'b'])
    must(name, 'set-pre-shared-key', { key: 'a key for the benchmarks 7391' })
  const ports = { peerPort: 443, reversePort: 443 }
  must('a', 'establish-relationship', {
    peerHost: '192.0.2.11',
    reverseHost: '192.0.2.10',
    ...ports,
  })
  const testAddresses = ['203.0.113.80']
  must('b', 'set-backup-settings', { promotion: 'test-addresses', testAddresses, primaryTimeoutMs })
  for (const fault of [
    { kind: 'loss', lossShare },
    { kind: 'latency', latencyMs, jitterMs: latencyMs },
  ] as const) {
    const input = { ...fault, from: 'a', to: 'b' }
    const begun = world.commandAndRun('network', { kind: 'add-fault', input })
    if (!begun.ok) throw new Error(begun.refusal.message)
  }
  const startMs = world.nowMs
  world.runUntilEvent(({ name }) => name === 'automatic-failover', worldHours * 3_600_000)
  return { events: world.events, playedMs: world.nowMs - startMs }
}
