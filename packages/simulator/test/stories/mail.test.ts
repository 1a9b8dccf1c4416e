import type { NetworkOutputOf, OutputOf } from '@understudy/shared'
import t from 'tap'
import type { World } from '../../src/index.ts'
import {
  addresses,
  codeOf,
  establishedWorld,
  must,
  type SmallWorldOptions,
  sharedAddress,
  smallWorld,
  syncNow,
} from '../support/small-world.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const admin = 'admin@example.com'

type Mails = NetworkOutputOf<'list-mail'>['mails']

/** What the lab's mail host has taken, the oldest first. */
const mailsOf = (world: World): Mails =>
  [
    ...(
      must(
        world.commandAndRun('network', { kind: 'list-mail', input: {} }),
      ) as NetworkOutputOf<'list-mail'>
    ).mails,
  ].reverse()

/** What they say, without whose and what for: "b: the primary does not answer". */
const subjectsOf = (world: World): readonly string[] =>
  mailsOf(world).map(({ subject }) => subject.replace('[support.example.com] ', ''))

/** Two appliances in sync whose administrator gets mail, and nothing to tell yet. */
function mailedWorld(options: SmallWorldOptions = {}): World {
  const { world } = establishedWorld(options)
  must(world.invokeAndRun('a', 'set-email', { recipients: [admin] }))
  syncNow(world, 'b')
  world.runFor(3 * minuteMs)
  return world
}

const backupSettings = (world: World, input: object) =>
  must(world.invokeAndRun('b', 'set-backup-settings', input))

t.test(
  'FO-05: a backup has its alerts mailed as its primary has them set, once for as long as they last',
  async (t) => {
    const world = mailedWorld()
    t.same(subjectsOf(world), [], 'all is well')
    world.cutPath('a', 'b')
    world.runFor(10 * minuteMs)
    t.same(subjectsOf(world), ['b: the primary does not answer'])
    t.match(mailsOf(world)[0], {
      via: 'b',
      from: 'alerts@support.example.com',
      to: [admin],
      text: /Automatic failover is disabled: it stays the backup/,
    })
    world.healPath('a', 'b')
    world.runFor(3 * minuteMs)
    world.cutPath('a', 'b')
    world.runFor(3 * minuteMs)
    t.same(subjectsOf(world).length, 2, 'it has ended and come back')
    t.equal(
      codeOf(world.invokeAndRun('b', 'set-email', { recipients: [] })),
      'wrong-role',
      "a backup's are its primary's",
    )
  },
)

/** It answers pings to the public address. */
const gateway = '203.0.113.80'

t.test(
  'FO-12: mails say that the backup will take over, that it does, and that both are primary then',
  async (t) => {
    const world = mailedWorld()
    backupSettings(world, {
      promotion: 'test-addresses',
      testAddresses: [gateway],
      primaryTimeoutMs: 3 * minuteMs,
    })
    world.cutPath('a', 'b')
    world.runFor(5 * minuteMs)
    t.same(subjectsOf(world).slice(0, 2), [
      'b: the primary does not answer',
      'b: becoming the primary',
    ])
    t.match(mailsOf(world)[0]?.text, /it will become the primary .* for 180 seconds/)
    world.healPath('a', 'b')
    world.runFor(3 * minuteMs)
    const both = subjectsOf(world).filter((one) => one.endsWith('both appliances are primary'))
    t.same(both.length, 2, 'each says so (FO-13)')
  },
)

t.test(
  'FO-12: a backup whose test IPs are dead is told of before and after its primary is gone',
  async (t) => {
    const world = mailedWorld()
    backupSettings(world, { promotion: 'test-addresses', testAddresses: ['203.0.113.1'] })
    world.runFor(2 * minuteMs)
    t.same(subjectsOf(world), ['b: no network connectivity test IP answers'])
    world.cutPath('a', 'b')
    world.runFor(2 * minuteMs)
    t.same(subjectsOf(world).slice(1), ['b: neither the primary nor a test IP answers'])
  },
)

t.test(
  'FO-11: mails tell of backup operations that are off, and of a day without a sync',
  async (t) => {
    const world = mailedWorld()
    backupSettings(world, { backupOperations: false })
    world.runFor(2 * minuteMs)
    t.same(subjectsOf(world), ['b: backup operations are disabled'])
    world.runFor(24 * hourMs)
    t.same(subjectsOf(world).slice(1), ['b: no data sync succeeded within the past 24 hours'])
  },
)

t.test(
  'NET-01: mails tell of a shared IP that the primary does not have enabled, or a box not at all',
  async (t) => {
    const world = mailedWorld()
    const off = { address: sharedAddress, enabled: false }
    must(world.invokeAndRun('a', 'set-address-enabled', off))
    backupSettings(world, { sharedAddresses: [sharedAddress] })
    must(world.invokeAndRun('b', 'remove-address', { address: sharedAddress }))
    world.runFor(2 * minuteMs)
    t.same([...subjectsOf(world)].sort(), [
      `a: the shared IP ${sharedAddress} is not enabled`,
      `b: the shared IP ${sharedAddress} is not listed`,
    ])
  },
)

t.test('FO-05: mails tell that the product versions do not match, from either box', async (t) => {
  const world = mailedWorld()
  const update = { package: 'Base 3.3.2', acceptEula: true }
  must(world.invokeAndRun('b', 'install-update', update))
  world.runFor(2 * hourMs)
  const told = subjectsOf(world).filter((one) => one.includes('versions do not match'))
  t.same([...told].sort(), [
    'a: the product versions do not match',
    'b: the product versions do not match',
  ])
})

t.test('WEB-03: a daily notice says that mail still comes', async (t) => {
  const { world } = smallWorld()
  must(world.invokeAndRun('a', 'set-email', { recipients: [admin], dailyNotice: true }))
  world.runFor(49 * hourMs)
  t.same(subjectsOf(world), Array(2).fill('a: daily communication notice'))
})

t.test('WEB-03: a relay that is none is named, and the mail waits for another one', async (t) => {
  const { world } = smallWorld()
  for (const [input, trouble] of [
    [{ relay: 'smtp.nowhere.example' }, /no relay answers at smtp.nowhere.example port 25/],
    [{ relay: addresses.b }, /no relay answers at 192.0.2.11/],
    [{ relay: 'mail.example.com', port: 587 }, /no relay answers at mail.example.com port 587/],
  ] as const) {
    must(world.invokeAndRun('a', 'set-email', { recipients: [admin], test: true, ...input }))
    world.runFor(1_000)
    t.match(must(world.invokeAndRun('a', 'show-email')), { trouble })
  }
  must(world.invokeAndRun('a', 'set-email', { port: 25 }))
  world.runFor(1_000)
  t.equal(mailsOf(world).length, 3)
})

t.test('FO-12: a backup that is cut off says so as soon as its mail gets through', async (t) => {
  const world = mailedWorld()
  world.cutPath('b', '*')
  world.runFor(20 * minuteMs)
  t.same(subjectsOf(world), [])
  const shown = must(world.invokeAndRun('b', 'show-email')) as OutputOf<'show-email'>
  t.match(shown, {
    waiting: [{ subject: /the primary does not answer/ }],
    trouble: /did not answer within 60000 ms/,
  })
  world.crash('b')
  world.restart('b')
  world.runFor(minuteMs)
  world.healPath('b', '*')
  world.runFor(hourMs)
  t.match(subjectsOf(world)[0], 'b: the primary does not answer', 'it waited on the disk')
})
