import type { ParityCarrier, ParityFlow } from '../carrier.ts'
import { addressOf, momentMs, must, type ParityCase } from '../parity-case.ts'

/** A flow from that office to `a` that is up. */
async function flowFrom(carrier: ParityCarrier, office: string): Promise<ParityFlow> {
  const flow = carrier.dial(office, addressOf.a)
  await carrier.pass(momentMs)
  return flow
}

/** NET-09: what is cut. */
export const pathCases: readonly ParityCase[] = [
  ...(
    [
      { from: 'a', to: 'office-1' },
      { from: 'office-1', to: 'a' },
    ] as const
  ).map(
    (ends): ParityCase => ({
      title: `NET-09: cut one way from ${ends.from} to ${ends.to}, bytes wait until it is healed`,
      play: async (carrier, check) => {
        const flow = await flowFrom(carrier, 'office-1')
        await must(carrier, { kind: 'cut-path', input: { ...ends, oneWay: true } })
        flow.send('x')
        const refused = carrier.dial('office-1', addressOf.a)
        const other = carrier.dial('office-2', addressOf.a)
        await carrier.pass(600_000)
        check.equal(flow.received, 'a', 'ten minutes of silence')
        check.equal(`${refused.received}${refused.ending}`, 'none', 'no connection is made')
        check.equal(other.received, 'a', 'nobody else is concerned')
        await must(carrier, { kind: 'heal-path', input: ends })
        await carrier.pass(momentMs)
        check.equal(flow.received, 'a', 'nobody has sent it again yet')
        await carrier.pass(60_000)
        check.equal(flow.received, 'ax')
      },
    }),
  ),
  {
    title: 'NET-12: bytes under way go on at the next retransmission, and not as the path heals',
    kernelSeconds: 10,
    play: async (carrier, check) => {
      const flow = await flowFrom(carrier, 'office-1')
      const ends = { from: 'office-1', to: 'a' } as const
      await must(carrier, { kind: 'cut-path', input: ends })
      flow.send('x')
      await carrier.pass(4_000)
      await must(carrier, { kind: 'heal-path', input: ends })
      flow.send('y')
      await carrier.pass(2_000)
      check.equal(flow.received, 'a', 'after 1 s and 3 s it came to nothing; the next is after 7 s')
      await carrier.pass(2_000)
      check.equal(flow.received, 'axy', 'in order')
      flow.send('z')
      await carrier.pass(momentMs)
      check.equal(flow.received, 'axyz', 'and then as ever')
    },
  },
  {
    title: 'NET-09: a partition by groups stalls its flows and counts them',
    play: async (carrier, check) => {
      const inside = await flowFrom(carrier, 'office-2')
      const outside = await flowFrom(carrier, 'office-3')
      const fault = { kind: 'partition', name: 'split', from: 'branch', to: 'a' } as const
      await must(carrier, { kind: 'add-fault', input: fault })
      for (const flow of [inside, outside]) flow.send('x')
      const next = carrier.dial('office-1', addressOf.a)
      await carrier.pass(2_000)
      check.same([inside.received, outside.received, next.received], ['a', 'ax', ''])
      await must(carrier, { kind: 'remove-fault', input: { name: 'split' } })
      await carrier.pass(5_000)
      check.same([inside.received, next.received], ['ax', 'a'])
      const [ended] = carrier.events.filter((event) => event.name === 'fault-ended')
      check.equal(ended?.name === 'fault-ended' && ended.connectionsHit, 2)
    },
  },
  {
    title: 'NET-09: flapping passes bytes in its turns',
    play: async (carrier, check) => {
      const flow = await flowFrom(carrier, 'office-1')
      const flapping = { kind: 'flapping', upMs: 60_000, downMs: 60_000 } as const
      await must(carrier, { kind: 'add-fault', input: { ...flapping, from: 'clients', to: 'a' } })
      flow.send('1')
      await carrier.pass(50_000)
      check.equal(flow.received, 'a')
      await carrier.pass(20_000)
      flow.send('2')
      await carrier.pass(20_000)
      check.equal(flow.received, 'a12')
      await carrier.pass(40_000)
      flow.send('3')
      await carrier.pass(20_000)
      check.equal(flow.received, 'a12')
      await carrier.pass(60_000)
      check.equal(flow.received, 'a123')
    },
  },
  {
    title: 'NET-09: faults come and go by the timetable',
    network: {
      faults: [
        { at: '30s', for: '1m', fault: { kind: 'black-hole', name: 'hole', from: '*', to: 'a' } },
      ],
    },
    play: async (carrier, check) => {
      const flow = await flowFrom(carrier, 'office-1')
      await carrier.pass(100_000)
      flow.send('1')
      await carrier.pass(momentMs)
      check.equal(flow.received, 'a1', 'it has not begun')
      await must(carrier, { kind: 'start-timetable', input: {} })
      await carrier.pass(40_000)
      flow.send('2')
      await carrier.pass(40_000)
      check.equal(flow.received, 'a1')
      await carrier.pass(30_000)
      check.equal(flow.received, 'a12')
      const told = carrier.events.flatMap((event) =>
        event.name === 'fault-began' || event.name === 'fault-ended' ? [event.name] : [],
      )
      check.same(told, ['fault-began', 'fault-ended'])
    },
  },
]
