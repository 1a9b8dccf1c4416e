import t from 'tap'
import { once } from '../../parity/index.ts'
import { addressOf, eventsOf, pairOf, reached, sharedAddress, site } from '../support/model.ts'

const { cacheMs } = once
const allLost = { arp: { ...once, lostAnnouncementShare: 1 } }

/** A clean move of the shared address from a to b. */
function move(model: ReturnType<typeof pairOf>, atMs: number) {
  return [...model.release('a', sharedAddress, atMs), ...model.claim('b', sharedAddress, 2, atMs)]
}

t.test('NET-03: a move announces itself, and who asked before follows at once', (t) => {
  const model = pairOf()
  t.equal(reached(model), 'a')
  const effects = move(model, 10_000)
  t.same(eventsOf(effects, 'announcement-lost'), [])
  t.equal(reached(model, site, 10_000), 'b')
  t.end()
})

t.test(
  'NET-03: a lost announcement leaves an office at the old owner until its entry ages',
  (t) => {
    const model = pairOf(allLost)
    t.equal(reached(model, site, 5_000), 'a')
    t.same(eventsOf(move(model, 10_000), 'announcement-lost'), [
      {
        name: 'announcement-lost',
        address: sharedAddress,
        appliance: 'b',
        neighbour: 'office-1',
      },
    ])
    const [office] = model.status(10_000).offices
    t.match(office, { leadsTo: null, stale: true })
    t.equal(model.status(10_000).staleOffices, 1)
    t.equal(reached(model, site, 5_000 + cacheMs - 1), 'black-hole')
    t.equal(reached(model, site, 5_000 + cacheMs), 'b')
    t.equal(model.status(5_000 + cacheMs).staleOffices, 0)
    t.end()
  },
)

t.test('NET-03: who has asked nobody loses nothing by a lost announcement', (t) => {
  const model = pairOf(allLost)
  t.same(eventsOf(move(model, 10_000), 'announcement-lost'), [])
  t.equal(reached(model, site, 10_000), 'b')
  t.end()
})

t.test('NET-03: the owner itself needs no neighbour to tell it', (t) => {
  const model = pairOf(allLost)
  t.equal(reached(model, sharedAddress, 0, 'b'), 'a')
  move(model, 1_000)
  t.equal(reached(model, sharedAddress, 1_000, 'b'), 'b')
  t.equal(reached(model, sharedAddress, 1_000, 'a'), 'b', 'a knows best that it has let go')
  t.end()
})

t.test('NET-03: some lose it and some do not, the same ones by the same seed', (t) => {
  const offices = Array.from({ length: 40 }, (_, index) => ({
    name: `office-${index + 1}`,
    resolver: { habit: 'honour' } as const,
  }))
  const lostBy = (seed: string): readonly string[] => {
    const model = pairOf({ offices, arp: { ...once, lostAnnouncementShare: 0.5 } }, seed)
    for (const { name } of offices) t.equal(reached(model, site, 0, name), 'a')
    const lost = eventsOf(move(model, 1_000), 'announcement-lost').map((event) => event.neighbour)
    for (const { name } of offices) {
      t.equal(reached(model, site, 1_000, name), lost.includes(name) ? 'black-hole' : 'b')
    }
    return lost
  }
  const lost = lostBy('one')
  t.ok(lost.length > 8 && lost.length < 32, `${lost.length} of 40 lost it`)
  t.same(lostBy('one'), lost)
  t.not(lostBy('other').join(), lost.join())
  t.end()
})

t.test('NET-03: what an office did before does not change who loses a later announcement', (t) => {
  const offices = Array.from({ length: 40 }, (_, index) => ({
    name: `office-${index + 1}`,
    resolver: { habit: 'honour' } as const,
  }))
  const lostBy = (dialling: readonly string[]): readonly string[] => {
    const model = pairOf({ offices, arp: { ...once, lostAnnouncementShare: 0.5 } })
    for (const name of dialling) reached(model, site, 0, name)
    return eventsOf(move(model, 1_000), 'announcement-lost').map((event) => event.neighbour)
  }
  const names = offices.map((office) => office.name)
  const some = names.slice(20)
  t.same(
    lostBy(some),
    lostBy(names).filter((name) => some.includes(name)),
  )
  t.end()
})

t.test('NET-03: a host that comes back to its address is known by the old entries', (t) => {
  const model = pairOf(allLost)
  t.equal(reached(model, addressOf.a), 'a')
  model.hostDown('a', 1_000)
  t.equal(reached(model, addressOf.a, 1_000), 'black-hole')
  t.same(eventsOf(model.claim('a', addressOf.a, 0, 2_000), 'announcement-lost'), [])
  t.equal(reached(model, addressOf.a, 2_000), 'a')
  t.end()
})

t.test(
  'NET-03: while two hold the address and after, a neighbour goes where it last heard',
  (t) => {
    const model = pairOf()
    t.equal(reached(model), 'a')
    model.claim('b', sharedAddress, 1, 10_000)
    t.equal(reached(model, site, 10_000), 'b', 'b announced itself')
    t.equal(model.status(10_000).staleOffices, 0, 'the site leads to each of the two')
    const effects = model.release('b', sharedAddress, 30_000)
    t.same(eventsOf(effects, 'announcement-lost'), [], 'nobody announces because another has left')
    t.equal(reached(model, site, 30_000), 'black-hole')
    t.match(model.status(30_000), { siteLeadsTo: 'a', staleOffices: 1 })
    t.equal(reached(model, site, 10_000 + cacheMs - 1), 'black-hole')
    t.equal(reached(model, site, 10_000 + cacheMs), 'a', 'its entry has aged')
    t.equal(model.status(10_000 + cacheMs).staleOffices, 0)
    t.end()
  },
)

t.test('NET-03: who did not hear the second one stays with the first', (t) => {
  const model = pairOf(allLost)
  t.equal(reached(model), 'a')
  t.match(eventsOf(model.claim('b', sharedAddress, 1, 1_000), 'announcement-lost'), [{}])
  t.equal(reached(model, site, 1_000), 'a')
  model.release('b', sharedAddress, 2_000)
  t.equal(reached(model, site, 2_000), 'a')
  t.end()
})

t.test('NET-03: an announcement is repeated as often as configured, while it is true', (t) => {
  const twice = { ...once, announcements: 3, announceEveryMs: 2_000 }
  const lostBy = (model: ReturnType<typeof pairOf>, nowMs: number) =>
    eventsOf(model.wake(nowMs), 'announcement-lost').length
  const model = pairOf({ arp: { ...twice, lostAnnouncementShare: 1 } })
  model.wake(9_000)
  t.equal(reached(model, site, 9_000), 'a')
  move(model, 10_000)
  t.equal(model.wakeAtMs, 12_000)
  t.equal(lostBy(model, 12_000), 1)
  t.equal(model.wakeAtMs, 14_000)
  t.equal(lostBy(model, 14_000), 1)
  t.equal(model.wakeAtMs, null, 'three times in all')
  const heard = pairOf({ arp: { ...twice, lostAnnouncementShare: 0 } })
  heard.wake(9_000)
  t.equal(reached(heard, site, 9_000), 'a')
  heard.claim('b', sharedAddress, 1, 10_000)
  heard.release('b', sharedAddress, 11_000)
  t.equal(heard.wakeAtMs, null, 'who has let go announces no more')
  t.equal(reached(heard, site, 13_000), 'black-hole')
  t.end()
})
