import type { ApiAnswer } from '@understudy/appliance-api'
import { HistoryDiscarded } from '@understudy/appliance-core'
import { MemoryStore } from '@understudy/memory-store'
import type { ApplianceReading } from '@understudy/shared'
import t from 'tap'
import type { World } from '../../src/index.ts'
import { apiClient } from '../support/api-client.ts'
import {
  establishedWorld,
  loadSessions,
  must,
  type PairName,
  type SmallWorldOptions,
  sharedAddress,
  smallWorld,
} from '../support/small-world.ts'

const software = { base: '4.2.1', site: '15.1.1' }
const onBothStores: readonly SmallWorldOptions[] = [{}, { openStore: () => new MemoryStore() }]

const client = (world: World, on: PairName) =>
  apiClient(world, ['use-command-api', 'use-reporting-api'], on)

/** The document that answers; '' = nobody does. */
function ask(world: World, on: PairName, api: 'command' | 'reporting', query: string): string {
  let text = ''
  const onAnswer = (answer: ApiAnswer | undefined): void => {
    if (answer?.kind === 'document') text = [...answer.parts].join('')
  }
  world.askApi(on, api, query, onAnswer, client(world, on))
  return text
}

const readingOf = (world: World, on: PairName): ApplianceReading => {
  const reading = world.host(on).reading()
  if (reading === null) throw new Error(`${on} does not run`)
  return reading
}

t.test('FO-06: a backup refuses reports in the product’s form, and keeps its health', (t) => {
  const { world } = establishedWorld({ software: { a: software, b: software } })
  loadSessions(world, 'a', 3, 'reports')
  const listing = 'generate_report=SupportSessionListing'
  t.equal(ask(world, 'a', 'reporting', listing).match(/<session_summary /g)?.length, 3)
  t.match(ask(world, 'b', 'reporting', listing), /<error xmlns="[^"]+">b is the backup/)
  for (const [on, role] of [
    ['a', 'primary'],
    ['b', 'backup'],
  ] as const) {
    const health = ask(world, on, 'command', 'action=check_health')
    t.match(health, `<success>1</success>\n\t<failover_role>${role}<`)
    t.match(ask(world, on, 'command', 'action=get_api_info'), /<api_version>1[.]13[.]0</)
  }
  t.end()
})

t.test('NET-02: an address conflict shows in check_health', (t) => {
  const { world } = smallWorld({ software: { a: software, b: software } })
  const enable = { address: sharedAddress, enabled: true }
  const health = (on: PairName) => ask(world, on, 'command', 'action=check_health')
  must(world.invokeAndRun('a', 'set-address-enabled', enable))
  world.runFor(1_000)
  t.notMatch(health('a'), /error_message/)
  must(world.invokeAndRun('b', 'set-address-enabled', enable))
  world.runFor(1_000)
  t.match(health('a'), /<error_message>Address conflict: 192.0.2.100 is also claimed by b[.]</)
  t.match(health('b'), /<error_message>Address conflict: 192.0.2.100 is also claimed by a[.]</)
  t.end()
})

t.test('API-07: a report is of one moment, whatever is recorded while it is read', (t) => {
  for (const options of onBothStores) {
    const { world, stores } = smallWorld(options)
    loadSessions(world, 'a', 1_000, 'before')
    const period = { by: 'end', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } as const
    const pages = readingOf(world, 'a').sessions(period)[Symbol.iterator]()
    const first = pages.next().value ?? []
    t.ok(first.length > 0 && first.length < 1_000, `a page holds ${first.length}`)
    loadSessions(world, 'a', 500, 'meanwhile')
    const rest = [...{ [Symbol.iterator]: () => pages }].flat()
    const read = [...first, ...rest]
    t.equal(new Set(read.map(({ lsid }) => lsid)).size, 1_000)
    t.ok(read.every(({ externalKey }) => externalKey.startsWith('before')))

    const late = readingOf(world, 'a').sessions(period)[Symbol.iterator]()
    late.next()
    const { a } = stores
    const [head] = a.logs.heads()
    if (head === undefined) throw new Error('a has a log')
    a.begin()
    a.sessions.removeAfter(head.origin, head.legacy, 1_400, 1_000)
    a.logs.putHead({ ...head, lastSeq: 1_400 })
    a.commit()
    t.throws(() => [...{ [Symbol.iterator]: () => late }], HistoryDiscarded)
  }
  t.end()
})

t.test('API-02: sessions in progress belong to those that began, not to those that ended', (t) => {
  const clients = { representatives: 3, sessionEveryMs: 5_000, sessionLengthMs: 600_000 }
  const { world } = establishedWorld({ software: { a: software, b: software }, clients })
  client(world, 'a')
  world.commandAndRun('clients', { kind: 'start-clients', input: {} })
  world.runFor(60_000)
  const { active } = world.status('a').sessions
  t.ok(active > 0)
  const sessions = (rest: string): number =>
    ask(world, 'a', 'reporting', `generate_report=SupportSession&${rest}`).match(/<session /g)
      ?.length ?? 0
  t.equal(sessions('start_time=0&duration=0'), active)
  t.equal(sessions('end_time=0&duration=0'), 0)
  const one = ask(world, 'a', 'reporting', 'generate_report=SupportSession&start_time=0&duration=0')
  t.notMatch(one, /<end_time|<duration|_url>/)
  t.end()
})
