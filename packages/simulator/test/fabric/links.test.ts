import t from 'tap'
import { VirtualLinks } from '../../src/fabric/links.ts'
import { FakeNetwork } from '../support/fake-network.ts'

const relationship = (n: number) => ({ type: 'break-ack', epoch: 0, relationship: `${n}` }) as const

function setUp(keyOfB = 'a key') {
  const network = new FakeNetwork()
  const a = network.addHost('a')
  const b = network.addHost('b', keyOfB)
  return { network, a, b, links: new VirtualLinks(network, network.findHost) }
}

function numbersHeard(host: ReturnType<typeof setUp>['b']): readonly string[] {
  return host.heard.flatMap((input) =>
    input.kind === 'link-message' && input.message.type === 'break-ack'
      ? [input.message.relationship]
      : [],
  )
}

t.test('a dial is accepted one hop away and known one hop back', async (t) => {
  const { network, a, b, links } = setUp()
  links.dial(a, 'a1', 'b', 443)
  network.runTo(100)
  t.strictSame(b.times, ['10 link-up'])
  t.strictSame(a.times, ['20 link-up'])
})

t.test('FO-02: keys that differ end the dial, and the accepting side hears nothing', async (t) => {
  const { network, a, b, links } = setUp('another key')
  links.dial(a, 'a1', 'b', 443)
  network.runTo(60_000)
  t.match(a.heard, [{ kind: 'dial-failed', link: 'a1', reason: 'wrong-key', atMs: 20 }])
  t.strictSame(b.heard, [])
})

t.test(
  'a black hole, an unknown host and another port each fail a dial as unreachable',
  async (t) => {
    const { network, a, links } = setUp()
    links.dial(a, 'a1', 'nobody', 443)
    links.dial(a, 'a2', 'no-such-name', 443)
    links.dial(a, 'a3', 'b', 444)
    network.runTo(60_000)
    t.match(a.heard, [
      { kind: 'dial-failed', link: 'a2', reason: 'unreachable', atMs: 10 },
      { kind: 'dial-failed', link: 'a3', reason: 'unreachable', atMs: 10 },
      { kind: 'dial-failed', link: 'a1', reason: 'unreachable', atMs: 10_000 },
    ])
  },
)

t.test(
  'a cut cable holds messages back silently and gives them out in order on healing',
  async (t) => {
    const { network, a, b, links } = setUp()
    links.dial(a, 'a1', 'b', 443)
    network.runTo(100)
    for (const [atMs, n] of [
      [100, 1],
      [105, 2],
      [112, 3],
      [131, 4],
    ] as const)
      network.scheduler.at(atMs, () => links.send(a, 'a1', relationship(n)))
    // 1 has arrived by then, 2 is under way, 3 is sent while nothing passes, 4 before 2 and 3 are flushed.
    network.scheduler.at(111, () => {
      network.cut = true
    })
    network.scheduler.at(130, () => network.heal())
    network.runTo(129)
    t.strictSame(numbersHeard(b), ['1'])
    // 2 was sent at 105; its sender repeats it a second later.
    network.runTo(1_114)
    t.strictSame(numbersHeard(b), ['1'])
    network.runTo(1_115)
    t.strictSame(numbersHeard(b), ['1', '2', '3', '4'])
    t.notOk(b.times.some((time) => time.endsWith('link-down')))
  },
)

t.test(
  'closing tells the other end what was sent before, then the reason, and the closer nothing',
  async (t) => {
    const { network, a, b, links } = setUp()
    links.dial(a, 'a1', 'b', 443)
    network.runTo(100)
    links.send(a, 'a1', relationship(1))
    links.close(a, 'a1', 'enough')
    links.send(a, 'a1', relationship(2))
    network.runTo(200)
    t.strictSame(b.times, ['10 link-up', '110 link-message', '110 link-down'])
    t.match(b.heard.at(-1), { reason: 'enough' })
    t.strictSame(a.times, ['20 link-up'])
  },
)

t.test('a link to an address that its holder gives up is reset on both ends', async (t) => {
  const { network, a, b, links } = setUp()
  links.dial(a, 'a1', 'b', 443)
  network.runTo(100)
  network.flows.reset({ address: 'b', holder: 'b' }, 'released')
  network.runTo(200)
  t.equal(a.times.at(-1), '110 link-down')
  t.equal(b.times.at(-1), '110 link-down')
})

t.test(
  'recordings arrive at the bandwidth, piece by piece, and what came before a reset stays',
  async (t) => {
    const { network, a, b, links } = setUp()
    links.dial(a, 'a1', 'b', 443)
    network.runTo(100)
    const sizeBytes = 10 * 1024 * 1024
    const blobs = [1, 2, 3].map((n) => ({ name: `blob-${n}`, sizeBytes }))
    for (const { name } of blobs) b.blobs.set(name, sizeBytes)
    links.fetchBlobs(a, 'a1', blobs)
    // Two hops, and a tenth of a second for each 10 MiB: 220 ms, 320 ms and 420 ms from the start.
    network.runTo(330)
    network.flows.reset({ address: 'b', holder: 'b' }, 'reset')
    network.runTo(1_000)
    t.strictSame(a.times, ['20 link-up', '220 blobs-fetched', '320 blobs-fetched', '340 link-down'])
    t.strictSame([...a.blobs.keys()], ['blob-1', 'blob-2'])
  },
)

t.test('a recording that the peer does not hold fails the fetch with its name', async (t) => {
  const { network, a, links } = setUp()
  links.dial(a, 'a1', 'b', 443)
  network.runTo(100)
  links.fetchBlobs(a, 'a1', [{ name: 'unknown', sizeBytes: 1 }])
  network.runTo(200)
  t.match(a.heard.at(-1), { kind: 'blobs-failed', reason: /b does not hold .* unknown/ })
})
