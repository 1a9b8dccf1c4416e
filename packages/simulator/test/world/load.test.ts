import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { establishedWorld } from '../support/small-world.ts'

type Measured = Extract<LabEvent, { name: 'requests-measured' }>

/** The consoles' requests of the minute in which all those Jump Clients have come at once. */
function requestsBeside(active: number): readonly Measured[] {
  const { world } = establishedWorld({
    clients: {
      representatives: 2,
      refreshEveryMs: 1_000,
      sessionEveryMs: 600_000,
      jumpClients: { active, concurrentUpgradesMax: 'off', connectionRateMax: 'off' },
    },
  })
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(30_000)
  world.crash('a')
  world.runFor(1_000)
  world.restart('a')
  world.runFor(120_000)
  return world.events.flatMap((event) => (event.name === 'requests-measured' ? [event] : []))
}

const worstOf = (measured: readonly Measured[]): number =>
  Math.max(...measured.map(({ maxMs }) => maxMs))

t.test('CLI-08: what thousands ask at once makes people wait in virtual time too', async (t) => {
  const alone = worstOf(requestsBeside(0))
  const beside = worstOf(requestsBeside(600))
  t.ok(alone < 20, `${alone} ms where there is nobody else`)
  t.ok(beside > 40, `${beside} ms beside six hundred who come back at once`)
})
