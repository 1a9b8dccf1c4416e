import { addressOf, momentMs, once, type ParityCase, sharedAddress, site } from '../parity-case.ts'

const twenty = Array.from({ length: 20 }, (_, index) => {
  return { name: `office-${index + 1}`, resolver: { habit: 'honour' } } as const
})

/** NET-01 to NET-03: the shared address and those who believe to know who has it. */
export const addressCases: readonly ParityCase[] = [
  {
    title:
      'NET-01: the site follows the shared address, and nobody tells the flows to its old owner',
    kernelSeconds: 14,
    play: async (carrier, check) => {
      await carrier.claim('a', sharedAddress, 1)
      const flow = carrier.dial('office-1', site)
      await carrier.pass(momentMs)
      flow.send('hello')
      await carrier.pass(momentMs)
      check.equal(flow.received, 'ahello')
      await carrier.release('a', sharedAddress)
      const unheard = carrier.dial('office-2', site)
      await carrier.pass(500)
      check.equal(flow.ending, 'none')
      check.equal(`${unheard.received}${unheard.ending}`, 'none', 'nobody answers')
      await carrier.claim('b', sharedAddress, 2)
      const next = carrier.dial('office-1', site)
      await carrier.pass(momentMs)
      check.equal(next.received, 'b')
      await carrier.pass(10_000)
      check.equal(unheard.received, 'b', 'its SYN was repeated')
    },
  },
  {
    title: 'NET-02: while both claim it, connections reach either',
    network: { offices: twenty, groups: { clients: twenty.map(({ name }) => name) } },
    play: async (carrier, check) => {
      await carrier.claim('a', sharedAddress, 1)
      await carrier.claim('b', sharedAddress, 1)
      const flows = twenty.map(({ name }) => carrier.dial(name, site))
      await carrier.pass(momentMs)
      check.same([...new Set(flows.map((flow) => flow.received))].sort(), ['a', 'b'])
    },
  },
  {
    title: 'NET-03: who heard b last is led to nobody when b lets go, until its entry ages',
    play: async (carrier, check) => {
      await carrier.claim('a', sharedAddress, 1)
      const first = carrier.dial('office-1', site)
      await carrier.pass(10_000)
      await carrier.claim('b', sharedAddress, 1)
      const second = carrier.dial('office-1', site)
      await carrier.pass(30_000)
      check.same([first.received, second.received], ['a', 'b'])
      await carrier.release('b', sharedAddress)
      const stale = carrier.dial('office-1', site)
      await carrier.pass(momentMs)
      check.equal(`${stale.received}${stale.ending}`, 'none', 'a has it, and nobody says so')
      await carrier.pass(40_000)
      check.equal(stale.received, 'a', 'repeated when the entry had aged')
    },
  },
  {
    title: 'NET-03: who has lost the announcement is silent until its ARP entry ages',
    network: { arp: { ...once, lostAnnouncementShare: 1 } },
    play: async (carrier, check) => {
      await carrier.claim('a', sharedAddress, 1)
      const before = carrier.dial('office-1', site)
      await carrier.pass(20_000)
      check.equal(before.received, 'a')
      await carrier.release('a', sharedAddress)
      await carrier.claim('b', sharedAddress, 2)
      const stale = carrier.dial('office-1', site)
      const fresh = carrier.dial('office-2', site)
      await carrier.pass(35_500)
      check.equal(`${stale.received}${stale.ending}`, 'none', 'still sent to a, who is deaf')
      check.equal(fresh.received, 'b', 'who had nothing cached asks')
      // Its last SYN was 31 s after its first; of this one the third comes when the entry has aged.
      const late = carrier.dial('office-1', site)
      await carrier.pass(2_000)
      check.equal(late.received, '')
      await carrier.pass(6_000)
      check.equal(late.received, 'b', 'repeated when the entry had aged')
      const moved = carrier.events.flatMap((event) =>
        event.name === 'office-moved' ? [`${event.office} ${event.from} ${event.to}`] : [],
      )
      check.same(moved.slice(0, 1), ['office-1 a null'])
    },
  },
  {
    title: 'NET-07: own addresses and names lead to their appliances, and unknown ones nowhere',
    kernelSeconds: 2,
    play: async (carrier, check) => {
      const flows = [addressOf.a, 'b.example.com'].map((host) => carrier.dial('conductor', host))
      const between = carrier.dial('a', 'b.example.com')
      await carrier.pass(momentMs)
      check.same(
        [...flows, between].map((flow) => flow.received),
        ['a', 'b', 'b'],
      )
    },
  },
]
