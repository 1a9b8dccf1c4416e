import { gunzipSync } from 'node:zlib'
import type { ApiAnswer } from '@understudy/appliance-api'
import t from 'tap'
import type { World } from '../../src/index.ts'
import { apiClient } from '../support/api-client.ts'
import { establishedWorld, must } from '../support/small-world.ts'

const software = { base: '7.0.0', site: '24.1.1' }
const permissions = [
  'use-reporting-api',
  'use-licence-reports',
  'use-archive-reports',
  'use-command-api',
] as const

function siteAtWork(clients: object = {}): World {
  const { world } = establishedWorld({
    software: { a: software, b: software },
    clients: {
      ...{ representatives: 3, sessionEveryMs: 20_000, sessionLengthMs: 60_000 },
      ...{ jumpClients: { active: 2 }, ...clients },
    },
  })
  world.runFor(5_000)
  apiClient(world, permissions)
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(1_200_000)
  return world
}

function ask(world: World, query: string): ApiAnswer | undefined {
  let got: ApiAnswer | undefined
  const onAnswer = (answer: ApiAnswer | undefined): void => {
    got = answer
  }
  world.askApi(
    'a',
    'reporting',
    `generate_report=${query}`,
    onAnswer,
    apiClient(world, permissions),
  )
  world.runFor(100)
  return got
}

function text(world: World, query: string): string {
  const answer = ask(world, query)
  return answer?.kind === 'document' ? [...answer.parts].join('') : ''
}

function bytes(world: World, query: string): Buffer {
  const answer = ask(world, query)
  return Buffer.from(answer?.kind === 'bytes' ? answer.bytes : new Uint8Array())
}

const dateOf = (world: World): string => new Date(world.nowMs).toISOString().slice(0, 10)

t.test('API-02: a team’s activity is when its members came and went', (t) => {
  const world = siteAtWork()
  const all = 'start_time=0&duration=0'
  t.match(text(world, `SupportTeam&${all}`), /No Support Team report information matching/)
  const team = { id: 7, name: 'Printers', issues: [], members: ['rep-2'] }
  must(world.invokeAndRun('a', 'set-support-team', team))
  must(world.invokeAndRun('a', 'log-out-representative', { representative: 'rep-2' }))
  world.runFor(60_000)
  const types = [...text(world, `SupportTeam&${all}&id=7`).matchAll(/event_type="([^"]*)"/g)]
  t.same(
    types.map(([, type]) => type?.slice(15)),
    ['Logged In', 'Logged Out', 'Logged In'],
  )
  t.match(text(world, `SupportTeam&${all}&id=8`), /No Support Team report/)
  t.match(text(world, 'SupportTeam&start_time=0&duration=60'), /No Support Team report/)
  t.end()
})

t.test('API-02: licence usage is the peak of consoles, hour by hour', (t) => {
  const world = siteAtWork()
  world.runFor(3_600_000)
  const hoursIn = (query: string): number =>
    [...text(world, `LicenseUsage&${query}`).matchAll(/<peak_licenses>3</g)].length
  t.equal(hoursIn('start_time=0&duration=0'), 2)
  t.equal(hoursIn(`start_time=${Math.floor(world.nowMs / 1_000) - 60}&duration=0`), 1)
  t.equal(hoursIn('start_time=0&duration=60'), 0)
  t.match(text(world, 'LicenseUsage&start_time=x&duration=0'), /start_time is no valid time/)
  t.end()
})

t.test('API-02: the Syslog report is a ZIP of what the status history keeps', (t) => {
  const world = siteAtWork()
  const zip = bytes(world, 'Syslog')
  t.equal(zip.readUInt32LE(0), 0x04034b50)
  t.equal(zip.readUInt32LE(zip.length - 22), 0x06054b50)
  const size = zip.readUInt32LE(22)
  const lines = zip
    .subarray(38, 38 + size)
    .toString()
    .trimEnd()
    .split('\n')
  const form = /^[A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \S+ BG\[\d+\]: \d{4}:\d\d:\d\d:/
  t.same(
    lines.filter((line) => !form.test(line)),
    [],
  )
  t.ok(lines.some((line) => line.includes(';event=relationship-established;')))
  t.end()
})

t.test('API-02: archives of states and events, where the site has enabled them', (t) => {
  const world = siteAtWork()
  const date = dateOf(world)
  t.match(text(world, `ArchiveListing&date=${date}`), /No archives found for the given search/)
  must(world.invokeAndRun('a', 'set-setting', { key: 'api/archives', value: 'always' }))
  world.runFor(3_600_000)
  const listing = text(world, `ArchiveListing&date=${date}`)
  const events = [...listing.matchAll(/<event_archive>\s*<index>(\d+)</g)].map(([, n]) => Number(n))
  const states = [...listing.matchAll(/<state_archive>\s*<index>(\d+)</g)].map(([, n]) => Number(n))
  t.ok(events.length >= 6 && states.length >= 2, listing)
  const tables = (type: string, index: number | undefined) =>
    JSON.parse(
      gunzipSync(bytes(world, `Archive&date=${date}&type=${type}&index=${index}`)).toString(),
    )
  const began = events.map((index) => tables('event', index).support_session.length)
  t.ok(
    began.reduce((sum, count) => sum + count, 0) > 10,
    `${began} sessions in the events of each ten minutes`,
  )
  t.same(
    tables('state', states.at(-1)).representative.map(
      ({ username }: { username: string }) => username,
    ),
    ['rep-1', 'rep-2', 'rep-3'],
  )
  t.match(text(world, `Archive&date=${date}&type=state&index=99`), /No archives found/)
  t.match(text(world, 'Archive&date=2012-02-30&type=state&index=1'), /date is no valid date/)
  t.match(text(world, `Archive&date=${date}&index=1`), /type has to be state or event/)
  t.end()
})

t.test('API-02: JumpItem tells of Jump Clients, and what is not recorded says so', (t) => {
  const world = siteAtWork()
  t.equal([...text(world, 'JumpItem').matchAll(/<type>jump_client</g)].length, 2)
  t.match(text(world, 'VaultAccountActivity'), /No vault account activity matching/)
  t.match(text(world, 'PresentationSession&start_time=0&duration=0'), /You do not have permission/)
  t.end()
})
