import { Resolver } from '@understudy/network-model'
import { createRandom } from '@understudy/shared'
import t from 'tap'
import { OfficeResolverServer } from '../../src/dns/office-resolver-server.ts'
import { testZone } from './support/lab-zone.ts'
import { decoded, packetOf, query } from './support/packets.ts'
import { askUdp, silent } from './support/sockets.ts'

t.test('NET-04: an office can be asked what it believes, and for how long still', async (t) => {
  const zone = testZone()
  const resolver = new Resolver({ habit: 'honour' }, zone, createRandom(1))
  let nowMs = 1_351_980_000_000
  const server = new OfficeResolverServer({
    zone,
    lookUp: (name, type, atMs) => resolver.lookUp(name, type, atMs),
    nowMs: () => nowMs,
    log: silent,
  })
  const port = await server.start(0)
  t.teardown(() => server.stop())
  const ask = async (name: string, type: number) =>
    decoded(await askUdp(port, packetOf({ flags: 0x100, questions: [query(name, type)] })))
  nowMs = resolver.lookUp('support.example.com', 'A', nowMs).expiresAtMs

  const first = await ask('Support.example.com', 1)
  t.match(first, { rcode: 0, flag_ra: true, flag_rd: true, flag_aa: false })
  t.match(first.answers, [{ name: 'Support.example.com', data: '192.0.2.1', ttl: 300 }])
  zone.set({ name: 'support.example.com', type: 'A', address: '192.0.2.2', ttlMs: 300_000 })
  nowMs += 100_000
  t.match((await ask('support.example.com', 1)).answers, [{ data: '192.0.2.1', ttl: 200 }])
  nowMs += 200_000
  t.match((await ask('support.example.com', 1)).answers, [{ data: '192.0.2.2', ttl: 300 }])

  t.match(await ask('nope.example.com', 1), { rcode: 3, flag_ra: true, answers: { length: 0 } })
  t.match(await ask('support.example.com', 28), { rcode: 0, answers: { length: 0 } })
  t.match(await ask('example.org', 1), { rcode: 5, flag_ra: true })
  const any = await ask('support.example.com', 255)
  t.match(any, { rcode: 0, flag_aa: false, flag_ra: true, answers: [{ data: '192.0.2.2' }] })
  zone.set({ name: 'support.example.com', type: 'A', address: '192.0.2.3', ttlMs: 300_000 })
  t.match(await ask('support.example.com', 255), { answers: [{ data: '192.0.2.2' }] }, 'its belief')
  t.match(await ask('nope.example.com', 255), { rcode: 3 })
  t.match(await ask('example.com', 6), { rcode: 0, answers: [{ type: 'SOA' }], flag_aa: false })
})
