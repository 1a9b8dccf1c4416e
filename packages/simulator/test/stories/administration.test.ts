import type { Store } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import { MemoryStore } from '@understudy/memory-store'
import type { OutputOf } from '@understudy/shared'
import t from 'tap'
import {
  addresses,
  codeOf,
  contentsOf,
  establish,
  establishedWorld,
  loadSessions,
  must,
  type SmallWorld,
  smallWorld,
  syncNow,
} from '../support/small-world.ts'

const basics = ({ world }: Pick<SmallWorld, 'world'>, on: 'a' | 'b' = 'a') =>
  must(world.invokeAndRun(on, 'show-basics')) as OutputOf<'show-basics'>
const reset = { confirm: true }

t.test(
  'WEB-04: Status > Basics shows what support asks for; a reboot begins the uptime anew',
  async (t) => {
    const small = smallWorld()
    small.world.runFor(60_000)
    const before = basics(small)
    t.match(before, {
      base: '3.2.4',
      site: '11.1.0',
      ntp: true,
      serialNumber: /^\d{10}$/,
      guid: /^[0-9a-f]{32}$/,
    })
    t.ok(before.uptimeMs >= 60_000)
    must(small.world.invokeAndRun('a', 'set-setting', { key: 'motd', value: 'kept' }))
    must(small.world.invokeAndRun('a', 'reboot'))
    t.match(small.world.invokeAndRun('a', 'status'), { ok: false }, 'it is down')
    small.world.runFor(10_000)
    const after = basics(small)
    t.ok(after.uptimeMs < 10_000)
    t.equal(after.serialNumber, before.serialNumber)
    t.match(must(small.world.invokeAndRun('a', 'list-settings')), { motd: 'kept' })
    const started = small.world.events.filter(({ name }) => name === 'appliance-started')
    t.match(started.at(-1), { source: 'a', afterCrash: false })
  },
)

t.test('WEB-04: a box that is shut down stays off until its power comes back', async (t) => {
  const { world } = establishedWorld()
  must(world.invokeAndRun('b', 'shut-down'))
  world.runFor(3_600_000)
  t.notOk(world.host('b').running)
  world.commandAndRun('network', { kind: 'power-back', input: { appliance: 'b' } })
  world.runFor(120_000)
  t.match(must(world.invokeAndRun('b', 'status')), { role: 'backup', relationship: { link: 'up' } })
})

for (const [kind, open] of [
  ['SQLite', () => openStore(':memory:')],
  ['memory', () => new MemoryStore()],
] as const)
  t.test(
    `WEB-04: a factory reset leaves the old box or the new one, whole (${kind})`,
    async (t) => {
      for (const point of ['before-commit', 'after-commit', 'after-effect', null] as const) {
        const small = smallWorld({ openStore: open as () => Store })
        const { world, stores } = small
        loadSessions(world, 'a', 50, 'old', 3)
        must(world.invokeAndRun('a', 'set-setting', { key: 'motd', value: 'old' }))
        const old = contentsOf(stores.a)
        const before = basics(small)
        world.host('a').dieAt(point === null ? null : (at) => at === point)
        world.invoke('a', 'factory-reset', reset)
        // What comes in the same batch must not write the old state into the new box.
        world.invoke('a', 'set-setting', { key: 'motd', value: 'late' })
        world.runFor(1_000)
        world.host('a').dieAt(null)
        if (point !== null) {
          if (point === 'before-commit') t.equal(contentsOf(stores.a), old, 'the old one')
          if (!world.host('a').running) world.restart('a')
        }
        world.runFor(60_000)
        const after = basics(small)
        const status = must(world.invokeAndRun('a', 'status')) as OutputOf<'status'>
        const isOld = point === 'before-commit'
        t.equal(after.serialNumber, before.serialNumber, 'the same hardware')
        t.equal(after.guid === before.guid, isOld, `${point}: its GUID`)
        t.match(
          status,
          isOld
            ? { hasPreSharedKey: true, sessions: { stored: 50, recordings: 3 } }
            : { hasPreSharedKey: false, settings: 0, sessions: { stored: 0, recordings: 0 } },
        )
        t.equal(world.host('a').blobs.size, isOld ? 3 : 0, 'and no file is left over')
      }
    },
  )

t.test(
  'SYN-03: what a box records after its reset is not taken for what it recorded before',
  async (t) => {
    const { world, stores } = smallWorld()
    loadSessions(world, 'b', 20, 'before')
    must(world.invokeAndRun('b', 'factory-reset', reset))
    world.runFor(10_000)
    loadSessions(world, 'b', 5, 'after')
    establish(world)
    syncNow(world, 'b')
    t.equal(stores.b.totals().sessions, stores.a.totals().sessions)
    t.match(must(world.invokeAndRun('b', 'status')), { sync: { digestsAgree: true } })
  },
)

t.test(
  'WEB-04: nobody resets a box that is in a relationship, or without saying so twice',
  async (t) => {
    const { world } = establishedWorld()
    t.equal(codeOf(world.invokeAndRun('a', 'factory-reset', reset)), 'wrong-role')
    t.equal(codeOf(world.invokeAndRun('a', 'factory-reset', {})), 'invalid-input')
  },
)

t.test(
  "WEB-04: without NTP a box's clock goes on from where it was set, and waits are none of its business",
  async (t) => {
    const small = smallWorld()
    const { world } = small
    const set = (input: object) => world.invokeAndRun('a', 'set-clock', input)
    const wrongMs = world.nowMs - 86_400_000
    must(set({ ntp: false, timeMs: wrongMs }))
    world.runFor(60_000)
    const shown = basics(small)
    t.match(shown, { ntp: false, time: /^2012-11-02T22:01/ })
    t.equal(codeOf(set({ ntp: true, timeMs: wrongMs })), 'clock-by-ntp')
    world.crash('a')
    world.restart('a')
    t.match(basics(small), { ntp: false, time: /^2012-11-02/ }, 'also after a kill')
    must(set({ ntp: true }))
    t.equal(basics(small).timeMs, world.nowMs)
  },
)

t.test(
  'NET-01: a box has several addresses; another one with the same is a conflict',
  async (t) => {
    const { world } = smallWorld()
    const more = { address: '192.0.2.20', shared: false, enabled: true }
    must(world.invokeAndRun('a', 'add-address', more))
    world.runFor(1_000)
    const ping = () =>
      world.commandAndRun('network', {
        kind: 'ping',
        input: { from: 'b', addresses: [more.address] },
      })
    t.match(ping(), { value: { reached: [more.address] } })
    must(world.invokeAndRun('b', 'add-address', more))
    world.runFor(1_000)
    const status = must(world.invokeAndRun('a', 'status')) as OutputOf<'status'>
    t.same(status.addresses.find(({ address }) => address === more.address)?.conflictsWith, ['b'])
    for (const on of ['a', 'b'] as const)
      must(world.invokeAndRun(on, 'remove-address', { address: more.address }))
    world.runFor(1_000)
    t.match(ping(), { value: { reached: [] } })
    t.equal(
      codeOf(world.invokeAndRun('a', 'remove-address', { address: addresses.a })),
      'last-address',
    )
    t.equal(
      codeOf(world.invokeAndRun('a', 'add-address', { ...more, address: addresses.a })),
      'address-exists',
    )
    t.equal(
      codeOf(world.invokeAndRun('a', 'add-address', { ...more, address: 'box' })),
      'no-ip-address',
    )
  },
)
