import t from 'tap'
import { momentsOfTwoPrimaries } from '../support/roles.ts'
import { codeOf, establishedWorld, loadSessions, must, syncNow } from '../support/small-world.ts'

t.test(
  'FO-10: a backup whose primary is dead takes over by hand, with force, and says before what may be lost',
  async (t) => {
    const { world } = establishedWorld()
    syncNow(world, 'b')
    loadSessions(world, 'a', 7, 'after the sync')
    world.runFor(20_000)
    world.crash('a')
    world.runFor(120_000)
    const refused = world.invokeAndRun('b', 'become-primary')
    t.equal(codeOf(refused), 'failover-needs-force')
    t.match(refused, { refusal: { details: { peer: 'a', records: 7 } } })
    t.match(refused, { refusal: { message: /may still serve.*7 records/ } })
    t.match(world.status('b'), { role: 'backup', epoch: 1 }, 'refused, it changes nothing')
    must(world.invokeAndRun('b', 'become-primary', { force: true }))
    world.runFor(100)
    t.match(world.status('b'), { role: 'primary', state: 'serving', epoch: 3 })
    t.ok(world.status('b').addresses.find((a) => a.shared)?.enabled, 'with the shared address')
    t.match(
      world.events.findLast((e) => e.name === 'traffic-owner'),
      { owner: 'b', others: [] },
    )
    const names = world.events.filter((e) => e.source === 'b').map((e) => e.name)
    t.match(
      world.events.find((e) => e.name === 'failover-by-hand'),
      { source: 'b', peer: 'a', records: 7 },
    )
    t.ok(names.indexOf('failover-by-hand') < names.lastIndexOf('role-changed'), 'told before')
  },
)

t.test('FO-10: a primary that can be reached hands over, with force too', async (t) => {
  const { world } = establishedWorld()
  must(world.invokeAndRun('b', 'become-primary', { force: true }))
  world.runFor(100)
  t.match([world.status('a').role, world.status('b').role], ['backup', 'primary'])
  t.strictSame(momentsOfTwoPrimaries(world.events), [])
})

t.test('FO-14: made primary on both sides of a cut, the two never share an epoch', async (t) => {
  const { world } = establishedWorld()
  const cut = () => {
    world.cutPath('a', 'b')
    world.runFor(120_000)
  }
  cut()
  must(world.invokeAndRun('a', 'become-backup', { force: true }))
  world.healPath('a', 'b')
  world.runFor(60_000)
  t.match([world.status('a').epoch, world.status('b').epoch], [2, 2], 'from the same epoch')
  cut()
  must(world.invokeAndRun('a', 'become-primary', { force: true }))
  must(world.invokeAndRun('b', 'become-primary', { force: true }))
  t.match([world.status('a').role, world.status('b').role], ['primary', 'primary'])
  t.not(world.status('a').epoch, world.status('b').epoch)
})
