import type { ApplianceName } from '@understudy/shared'
import t from 'tap'
import type { World } from '../../src/index.ts'
import { establishedWorld, must, smallWorld } from '../support/small-world.ts'

const base = { package: 'Base 3.3.2', acceptEula: true }
const healthOf = (world: World, name: ApplianceName): string => {
  const { role, state, yes } = world.host(name).health()
  return `${role} ${state}: ${yes.join(' ')}`
}

t.test(
  'LAB-04: a load balancer is told the role, and ready only by who serves clients',
  async (t) => {
    const { world: alone } = smallWorld()
    t.equal(healthOf(alone, 'a'), 'none serving: live ready')
    must(alone.invokeAndRun('a', 'install-update', base))
    t.equal(healthOf(alone, 'a'), 'none maintenance: live')

    const { world } = establishedWorld()
    t.equal(healthOf(world, 'a'), 'primary serving: live ready primary')
    t.equal(healthOf(world, 'b'), 'backup backup: live backup')
    for (const name of ['a', 'b'] as const) must(world.invokeAndRun(name, 'install-update', base))
    t.equal(healthOf(world, 'a'), 'primary maintenance: live primary')
    t.equal(healthOf(world, 'b'), 'backup maintenance: live backup')
  },
)

t.test(
  'FO-10: during a swap neither appliance is ready; afterwards the new primary is',
  async (t) => {
    const { world } = establishedWorld({ network: { latencyMs: 10 } })
    world.invoke('b', 'become-primary', {}, () => undefined)
    world.runFor(15)
    t.equal(healthOf(world, 'a'), 'primary swapping: live primary')
    t.notOk(world.host('b').health().yes.includes('ready'))
    world.runFor(10_000)
    t.equal(healthOf(world, 'a'), 'backup backup: live backup')
    t.equal(healthOf(world, 'b'), 'primary serving: live ready primary')
  },
)
