import { MemoryStore } from '@understudy/memory-store'
import { limits, resolveLab } from '@understudy/shared'
import { World } from '@understudy/simulator'
import { ownMs } from './lib/own-time.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * Jump Clients with their check-ins in virtual time, as many as a site may have unless told: four of five active ones that tell their
 * statistics every half an hour, the others passive ones that check in once a day. The first hour, in which all connect, is not
 * measured; of the rest this thread's own time is. What is wanted is that 100,000 of them go 1,000 times as fast as real time: of
 * fewer, at the same cost each, as many times more.
 * `node bench/dist/virtual-clients.js [clients] [hours]`
 */
const count = Number(process.argv[2] ?? limits.jumpClientsMax)
const hours = Number(process.argv[3] ?? 12)
const wantedSpeed = (1_000 * 100_000) / count
const seed = 'bench-clients'
const measuredMs = hours * 3_600_000
printHead('virtual-clients', seed)
const lab = resolveLab({
  appliances: {
    a: { hostname: 'a.example.com', address: '192.0.2.10', base: '3.3.2', site: '12.2.0' },
    b: { hostname: 'b.example.com', address: '192.0.2.11', base: '3.3.2', site: '12.2.0' },
  },
  clients: {
    representatives: 20,
    sessionEveryMs: 60_000,
    probeEveryMs: 60_000,
    jumpClients: { active: count * 0.8, passive: count * 0.2 },
  },
})
const world = new World({ lab, seed }, { openStore: () => new MemoryStore() })
const enabled = world.invokeAndRun('a', 'set-address-enabled', {
  address: lab.network.sharedAddress,
  enabled: true,
})
if (!enabled.ok) throw new Error(enabled.refusal.message)
world.commandAndRun('clients', { kind: 'start-clients', input: {} })
world.runFor(3_600_000)
const { jumpClients } = world.status('a')
console.log(`  after an hour: ${JSON.stringify(jumpClients)}`)
const stepsBefore = world.scheduler.steps
const startedAtMs = ownMs()
world.runFor(measuredMs)
const elapsedMs = ownMs() - startedAtMs
const steps = world.scheduler.steps - stepsBefore
printFigure({
  name: `${count} virtual clients over ${hours} h, ${steps} steps`,
  value: measuredMs / elapsedMs,
  unit: 'times real time',
  limit: `${wantedSpeed.toFixed(0)}, aim ${(5 * wantedSpeed).toFixed(0)}`,
  met: measuredMs / elapsedMs >= wantedSpeed,
})
