import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { standaloneClock } from '@understudy/lab-channel'
import { Population } from '@understudy/population'
import type { PopulationConfig } from '@understudy/shared'
import { type ClientEvent, type Outcome, resolveClients } from '@understudy/shared'
import t from 'tap'
import { Fleet } from '../src/fleet.ts'
import { SiteDialer } from '../src/site-dialer.ts'
import { testCertificate } from './support/test-certificate.ts'
import { TlsSite } from './support/tls-site.ts'

const siteHostname = 'support.example.com'

const population = (clients: Partial<PopulationConfig['clients']> = {}): PopulationConfig => ({
  siteHostname,
  seed: 'real',
  appliances: [{ name: 'a', hostname: 'a.example.com', address: '192.0.2.1' }],
  offices: ['office-1'],
  servedBy: 'a',
  siteVersion: '12.2.0',
  targetVersion: '12.2.0',
  clients: {
    ...resolveClients({}),
    representatives: 0,
    sessionEveryMs: 1_000_000,
    sessionLengthMs: 60_000,
    recordedShare: 0,
    recordingBytes: 1,
    probeEveryMs: 20,
    ...clients,
  },
})

/** A fleet whose every door is that port; `until` resolves with the first event that fits. */
function fleetAt(
  port: number,
  config: PopulationConfig,
  trusted: readonly string[],
  named = siteHostname,
) {
  const events: ClientEvent[] = []
  const results = new Map<string, Outcome<unknown>>()
  const waiting: {
    readonly fits: (event: ClientEvent) => boolean
    readonly resolve: () => void
  }[] = []
  const fleet = new Fleet({
    population: new Population(config),
    clock: standaloneClock(),
    dialer: new SiteDialer({ siteHostname: named, trusted, doorTo: () => port }),
    record: (event) => {
      events.push(event)
      for (const { fits, resolve } of waiting) if (fits(event)) resolve()
    },
    answer: (id, result) => results.set(id, result),
  })
  t.teardown(() => fleet.stop())
  const until = (fits: (event: ClientEvent) => boolean): Promise<void> =>
    new Promise((resolve) => waiting.push({ fits, resolve }))
  return { fleet, events, results, until }
}

t.test('CLI-08: sessions, recordings and probes run over TLS 1.3 and WebSocket', async (t) => {
  const site = new TlsSite()
  const port = await site.listen()
  t.teardown(() => site.stop())
  const recordingBytes = 3_000_000
  const config = population({
    representatives: 2,
    sessionEveryMs: 200,
    sessionLengthMs: 100,
    recordedShare: 1,
    recordingBytes,
  })
  const { fleet, events, until } = fleetAt(port, config, [testCertificate])
  let acknowledged = 0
  const enough = until((event) => event.name === 'session-acknowledged' && ++acknowledged === 3)
  fleet.handle({ kind: 'command', id: 'start', command: { kind: 'start-clients', input: {} } })
  await enough

  t.ok(site.recordings.length >= acknowledged)
  const announced = site.messages.filter((m) => m.type === 'recording').map((m) => m['sizeBytes'])
  for (const { sizeBytes, frames } of site.recordings) {
    t.ok(announced.includes(sizeBytes), `${sizeBytes} bytes came as announced`)
    t.equal(frames, Math.ceil(sizeBytes / 2 ** 20))
  }
  t.equal(new Set(site.recordings.map((r) => r.sha256)).size, site.recordings.length)
  t.ok(site.portalRequests > 5)
  t.same(
    events.filter((e) => e.name === 'outage-began'),
    [],
  )

  const heard = Promise.all([
    until((event) => event.name === 'console-offline'),
    until((event) => event.name === 'outage-began'),
  ])
  site.stop()
  await heard
})

t.test('SEC-01: a certificate that is not trusted is a failure of its own', async (t) => {
  const site = new TlsSite()
  const port = await site.listen()
  t.teardown(() => site.stop())
  const { fleet, events, until } = fleetAt(port, population(), [])
  const failed = until((event) => event.name === 'outage-began')
  fleet.handle({ kind: 'command', id: 'start', command: { kind: 'start-clients', input: {} } })
  await failed
  t.match(events[0], { name: 'outage-began', reason: 'certificate' })
  t.same(site.messages, [])
})

t.test('SEC-01: a trusted certificate for another name is refused as well', async (t) => {
  const site = new TlsSite()
  const port = await site.listen()
  t.teardown(() => site.stop())
  const { fleet, events, until } = fleetAt(
    port,
    population(),
    [testCertificate],
    'other.example.com',
  )
  const failed = until((event) => event.name === 'outage-began')
  fleet.handle({ kind: 'command', id: 'start', command: { kind: 'start-clients', input: {} } })
  await failed
  t.match(events[0], { name: 'outage-began', reason: 'certificate' })
  t.same(site.messages, [])
})

t.test('NET-09: a black hole ends in the time-out of lab time', async (t) => {
  const hole = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(hole, 'listening')
  t.teardown(() => hole.close())
  const { port } = hole.address() as AddressInfo
  const { fleet, events, until } = fleetAt(port, population({ probeEveryMs: 5_000 }), [])
  const failed = until((event) => event.name === 'outage-began')
  fleet.handle({ kind: 'command', id: 'start', command: { kind: 'start-clients', input: {} } })
  await failed
  t.match(events[0], { name: 'outage-began', reason: 'timeout' })
})
