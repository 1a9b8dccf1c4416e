import { MemoryStore } from '@understudy/memory-store'
import { resolveLab } from '@understudy/shared'
import t from 'tap'
import { World } from '../../src/index.ts'

const beforeMs = 600_000
/** The appliance lets so many of them come again each second. */
const comingPerSecond = 5

/** What it takes until all Jump Clients of an appliance that was killed are back: steps, and dials, for each of them. */
function stormOf(count: number): { readonly steps: number; readonly dials: number } {
  const appliance = { base: '3.3.2', site: '12.2.0' }
  const lab = resolveLab({
    appliances: {
      a: { ...appliance, hostname: 'a.example.com', address: '192.0.2.10' },
      b: { ...appliance, hostname: 'b.example.com', address: '192.0.2.11' },
    },
    clients: {
      representatives: 1,
      sessionEveryMs: 3_600_000,
      probeEveryMs: 60_000,
      refreshEveryMs: 60_000,
      jumpClients: { active: count },
    },
  })
  const world = new World({ lab, seed: 'storm' }, { openStore: () => new MemoryStore() })
  const { sharedAddress: address } = lab.network
  world.invokeAndRun('a', 'set-address-enabled', { address, enabled: true })
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(beforeMs)
  const throttle = {
    key: 'jump-clients.connection-rate-max',
    value: String(comingPerSecond),
  }
  world.invokeAndRun('a', 'set-setting', throttle)
  const { steps } = world.scheduler
  const seen = world.events.length
  world.crash('a')
  world.restart('a')
  world.runFor(beforeMs)
  t.equal(world.status('a').jumpClients.online, count, 'all are back')
  const dials = world.events
    .slice(seen)
    .reduce((sum, event) => sum + (event.name === 'reconnections' ? event.attempts : 0), 0)
  return { steps: (world.scheduler.steps - steps) / count, dials: dials / count }
}

t.test(
  'CLI-03: a reconnection storm costs each Jump Client the same, however many they are',
  async (t) => {
    const [small, large] = [stormOf(500), stormOf(2_000)]
    // One is told when to come, and comes then: twice at most, and not once more the longer the queue is.
    t.ok(large.dials < 2.2, `${large.dials.toFixed(2)} dials`)
    t.ok(
      large.steps < small.steps * 1.05,
      `${large.steps.toFixed(1)} steps, of fewer ${small.steps.toFixed(1)}`,
    )
    t.ok(large.steps < 19, `${large.steps.toFixed(1)} steps`)
  },
)
