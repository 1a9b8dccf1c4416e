import t, { type Test } from 'tap'
import { VirtualLinks } from '../../src/fabric/links.ts'
import type { World } from '../../src/index.ts'
import { establishedWorld, must, syncNow } from '../support/small-world.ts'

/** Jump Clients of these names check in at A, in the site's version. */
function checkIn(world: World, names: readonly string[]): void {
  for (const name of names) {
    const connection = `of ${name} at ${world.nowMs}`
    const message = { type: 'hello', kind: 'jump-client', name, version: '11.1.0' } as const
    world.host('a').deliver({ kind: 'client-message', connection, message })
    world.host('a').deliver({ kind: 'client-closed', connection })
  }
}

const namesOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `pc-${10_000 + i}`)

/** The rows of each frame of the list that is sent from now on. */
function listFrames(t: Test): number[] {
  const { send } = VirtualLinks.prototype
  const frames: number[] = []
  VirtualLinks.prototype.send = function (host, id, message) {
    if (message.type === 'jump-clients') frames.push(message.rows.length)
    send.call(this, host, id, message)
  }
  t.teardown(() => {
    VirtualLinks.prototype.send = send
  })
  return frames
}

function unthrottled() {
  const made = establishedWorld()
  for (const key of ['connection-rate-max', 'concurrent-upgrades-max'])
    must(made.world.invokeAndRun('a', 'set-setting', { key: `jump-clients.${key}`, value: 'off' }))
  syncNow(made.world, 'b')
  return made
}

t.test('CLI-04: the backup knows the Jump Clients; a sync costs what has changed', async (t) => {
  const frames = listFrames(t)
  const { world, stores } = unthrottled()
  checkIn(world, namesOf(4_500))
  syncNow(world, 'b')
  t.same(frames, [2_000, 2_000, 500], 'bounded frames')
  t.same(stores.b.jumpClients.page('', 10_000), stores.a.jumpClients.page('', 10_000))
  syncNow(world, 'b')
  t.equal(frames.length, 3, 'nothing changed, nothing sent')
  world.runFor(60_000)
  checkIn(world, ['pc-10007', 'new'])
  syncNow(world, 'b')
  t.same(frames.slice(3), [2])
  t.same(stores.b.jumpClients.page('', 10_000), stores.a.jumpClients.page('', 10_000))
})

t.test(
  'CLI-04: the appliance that was updated lists those that have not come back yet',
  async (t) => {
    const { world } = unthrottled()
    checkIn(world, namesOf(3))
    syncNow(world, 'b')
    const syncedAtMs = world.nowMs
    must(world.invokeAndRun('b', 'break-relationship'))
    must(world.invokeAndRun('b', 'install-update', { package: 'Bomgar-12.1.4', acceptEula: true }))
    world.runFor(3_600_000)
    t.match(world.status('b').jumpClients, { known: 3, online: 0, upgradePending: 3 })
    const { jumpClients } = must(world.invokeAndRun('b', 'list-jump-clients')) as {
      jumpClients: readonly { detail: string; lastCheckInMs: number }[]
    }
    t.equal(jumpClients.length, 3)
    for (const { detail, lastCheckInMs } of jumpClients) {
      t.equal(detail, 'upgrade-pending')
      t.ok(lastCheckInMs < syncedAtMs)
    }
  },
)

t.test('SYN-05: the list goes on where an interrupted sync left it', async (t) => {
  const { world, stores } = unthrottled()
  checkIn(world, namesOf(4_500))
  const frames = listFrames(t)
  const sendAll = VirtualLinks.prototype.send
  // The first frame arrives; the others and what follows them are lost with the cable.
  VirtualLinks.prototype.send = function (host, id, message) {
    if (frames.length === 0) sendAll.call(this, host, id, message)
  }
  must(world.invokeAndRun('b', 'sync-now'))
  // A has thousands of check-ins to serve first.
  world.runFor(10_000)
  t.equal(stores.b.jumpClients.page('', 10_000).length, 2_000)
  world.cutPath('a', 'b')
  world.runFor(120_000)
  VirtualLinks.prototype.send = sendAll
  world.healPath('a', 'b')
  t.ok(world.runUntilEvent((e) => e.name === 'sync-finished', 600_000))
  t.same(frames, [2_000, 2_000, 500], 'each row was sent once')
  t.same(stores.b.jumpClients.page('', 10_000), stores.a.jumpClients.page('', 10_000))
})
