import { createRandom, type ResolverHabit } from '@understudy/shared'
import t from 'tap'
import { Resolver } from '../../src/names/resolver.ts'
import { Zone } from '../../src/names/zone.ts'

const site = 'support.example.com'
const record = (address: string, ttlMs: number) =>
  ({ name: site, type: 'A', address, ttlMs }) as const

/** A resolver that has outlived its first answer, which it held for a random part of its time. */
function settled(habit: ResolverHabit, ttlMs = 300_000, seed = 1) {
  const zone = new Zone('example.com', 60_000, [record('192.0.2.1', ttlMs)])
  const resolver = new Resolver(habit, zone, createRandom(seed))
  const startMs = resolver.lookUp(site, 'A', 0).expiresAtMs
  return { zone, resolver, startMs, addressAt: (atMs: number) => addressAt(resolver, atMs) }
}

const addressAt = (resolver: Resolver, atMs: number) => resolver.lookUp(site, 'A', atMs).address

const habits = [
  { name: 'honour', habit: { habit: 'honour' }, holdMs: 300_000 },
  {
    name: 'clamp, TTL too short',
    habit: { habit: 'clamp', ttlMinMs: 3_600_000, ttlMaxMs: 9_000_000 },
    holdMs: 3_600_000,
  },
  {
    name: 'clamp, TTL too long',
    habit: { habit: 'clamp', ttlMinMs: 0, ttlMaxMs: 30_000 },
    holdMs: 30_000,
  },
  {
    name: 'clamp, TTL within',
    habit: { habit: 'clamp', ttlMinMs: 0, ttlMaxMs: 900_000 },
    holdMs: 300_000,
  },
  { name: 'ignore', habit: { habit: 'ignore', holdMs: 86_400_000 }, holdMs: 86_400_000 },
] as const

for (const { name, habit, holdMs } of habits) {
  t.test(`NET-04: a resolver believes its cache for ${holdMs} ms (${name})`, async (t) => {
    const { zone, startMs, addressAt } = settled(habit)
    t.equal(addressAt(startMs), '192.0.2.1')
    zone.set(record('192.0.2.2', 300_000))
    t.equal(addressAt(startMs + holdMs - 1), '192.0.2.1')
    t.equal(addressAt(startMs + holdMs), '192.0.2.2')
  })
}

t.test('NET-04: offices do not expire together: the first answer is kept for a part', async (t) => {
  const firsts = Array.from(
    { length: 200 },
    (_, seed) => settled({ habit: 'honour' }, 300_000, seed).startMs,
  )
  t.ok(firsts.every((ms) => Number.isInteger(ms) && ms >= 0 && ms < 300_000))
  const quarters = [0, 1, 2, 3].map(
    (q) => firsts.filter((ms) => Math.floor(ms / 75_000) === q).length,
  )
  t.ok(
    quarters.every((count) => count > 25),
    `${quarters}`,
  )
  t.same(firsts[7], settled({ habit: 'honour' }, 300_000, 7).startMs, 'a matter of the seed')
})

t.test('NET-04: that no such name or type is there is remembered too', async (t) => {
  const { zone, resolver } = settled({ habit: 'ignore', holdMs: 9_000_000 })
  const x = { ...record('192.0.2.7', 1_000), name: 'x.example.com' }
  t.match(resolver.lookUp('x.example.com', 'A', 0), { rcode: 'NXDOMAIN', address: null })
  t.match(resolver.lookUp(site, 'AAAA', 0), {
    rcode: 'NOERROR',
    address: null,
    expiresAtMs: 60_000,
  })
  zone.set(x)
  t.match(resolver.lookUp('x.example.com', 'A', 59_999), { rcode: 'NXDOMAIN' })
  t.match(resolver.lookUp('X.example.com.', 'A', 60_000), {
    rcode: 'NOERROR',
    address: '192.0.2.7',
  })
})

t.test('NET-04: a TTL of 0 is not kept', async (t) => {
  const { zone, addressAt } = settled({ habit: 'honour' }, 0)
  t.equal(addressAt(5), '192.0.2.1')
  zone.set(record('192.0.2.2', 0))
  t.equal(addressAt(5), '192.0.2.2')
})

t.test('NET-04: names outside the zone are refused and nothing is kept of them', async (t) => {
  const { resolver } = settled({ habit: 'honour' })
  t.match(resolver.lookUp('example.org', 'A', 7), {
    rcode: 'REFUSED',
    address: null,
    expiresAtMs: 7,
  })
  t.equal(resolver.peek('example.org', 'A', 7), null)
})

t.test('NET-04: looking into the cache changes nothing', async (t) => {
  const zone = new Zone('example.com', 60_000, [record('192.0.2.1', 300_000)])
  const resolver = new Resolver({ habit: 'honour' }, zone, createRandom(1))
  t.equal(resolver.peek(site, 'A', 0), null)
  const { expiresAtMs } = resolver.lookUp(site, 'A', 0)
  t.match(resolver.peek(site, 'A', expiresAtMs - 1), { address: '192.0.2.1', expiresAtMs })
  t.equal(resolver.peek(site, 'A', expiresAtMs), null)
})

t.test('NET-04: of several addresses a client gets each now and then', async (t) => {
  const { zone, resolver } = settled({ habit: 'honour' })
  zone.apply([{ kind: 'add', record: record('192.0.2.2', 300_000) }])
  const found = new Set(Array.from({ length: 50 }, () => addressAt(resolver, 300_000)))
  t.same([...found].toSorted(), ['192.0.2.1', '192.0.2.2'])
})

t.test('SEC-03: made-up names do not fill the memory: the oldest is forgotten', async (t) => {
  const { resolver } = settled({ habit: 'honour' })
  const name = (i: number) => `x${i}.example.com`
  for (let i = 0; i < 1_000; i++) resolver.lookUp(name(i), 'A', 0)
  t.not(resolver.peek(name(1), 'A', 1), null)
  t.equal(resolver.peek(site, 'A', 1), null, 'the first one of 1,001 is gone')
})
