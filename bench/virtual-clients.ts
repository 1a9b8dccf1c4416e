import { openStore } from '@understudy/appliance-store'
import { resolveLab } from '@understudy/shared'
import { World } from '@understudy/simulator'
import { printFigure, printHead } from './lib/print.ts'

/* 10,000 Jump Clients with their check-ins in virtual time: 8,000 active ones that tell their statistics every
   half an hour, 2,000 passive ones that check in once a day. The first hour, in which all connect, is not measured. */
const seed = 'bench-clients'
const measuredMs = 12 * 3_600_000
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
    jumpClients: { active: 8_000, passive: 2_000 },
  },
})
const world = new World({ lab, seed }, { openStore: () => openStore(':memory:') })
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
const startedAt = performance.now()
world.runFor(measuredMs)
const elapsedMs = performance.now() - startedAt
const steps = world.scheduler.steps - stepsBefore
printFigure({
  name: `10,000 virtual clients over ${measuredMs / 3_600_000} h, ${steps} steps`,
  value: measuredMs / elapsedMs,
  unit: 'times real time',
  limit: '900, aim 5000',
  met: measuredMs / elapsedMs >= 900,
})
