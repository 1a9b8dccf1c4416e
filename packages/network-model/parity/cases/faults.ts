import type { Fault } from '@understudy/shared'
import type { ParityCarrier, ParityCheck, ParityFlow } from '../carrier.ts'
import { addressOf, momentMs, must, type ParityCase } from '../parity-case.ts'

const ends = { name: 'fault', from: 'office-1', to: 'a' } as const

/** A flow that is up meets the fault. */
const meeting = (
  title: string,
  fault: Fault,
  play: (flow: ParityFlow, carrier: ParityCarrier, check: ParityCheck) => Promise<void>,
): ParityCase => ({
  title,
  play: async (carrier, check) => {
    const flow = carrier.dial('office-1', addressOf.a)
    await carrier.pass(momentMs)
    check.equal(flow.received, 'a')
    await must(carrier, { kind: 'add-fault', input: fault })
    await play(flow, carrier, check)
  },
})

const over = (carrier: ParityCarrier): Promise<void> =>
  must(carrier, { kind: 'remove-fault', input: { name: 'fault' } })

/** NET-09: what faults do to the bytes of a flow. */
export const faultCases: readonly ParityCase[] = [
  meeting(
    'NET-09: latency delays bytes both ways, and no more when it is over',
    { kind: 'latency', ...ends, latencyMs: 10_000 },
    async (flow, carrier, check) => {
      flow.send('x')
      await carrier.pass(18_000)
      check.equal(flow.received, 'a')
      await carrier.pass(4_000)
      check.equal(flow.received, 'ax')
      await over(carrier)
      flow.send('y')
      await carrier.pass(momentMs)
      check.equal(flow.received, 'axy')
    },
  ),
  meeting(
    'NET-09: one way only what the first end sends is delayed',
    { kind: 'latency', ...ends, direction: 'one-way', latencyMs: 10_000 },
    async (flow, carrier, check) => {
      flow.send('x')
      await carrier.pass(8_000)
      check.equal(flow.received, 'a')
      await carrier.pass(4_000)
      check.equal(flow.received, 'ax')
    },
  ),
  meeting(
    'NET-09: bandwidth paces bytes',
    { kind: 'bandwidth', ...ends, direction: 'one-way', kilobytesPerSecond: 1 },
    async (flow, carrier, check) => {
      flow.send('x'.repeat(20_000))
      await carrier.pass(10_000)
      const half = flow.received.length
      check.ok(half > 8_000 && half < 12_500, `${half} of 20001 bytes after half of the time`)
      await carrier.pass(12_000)
      check.equal(flow.received.length, 20_001)
    },
  ),
  meeting(
    'NET-09: where every packet is lost nothing arrives until it is over',
    { kind: 'loss', ...ends, lossShare: 1, retransmitMs: 1_000 },
    async (flow, carrier, check) => {
      flow.send('x')
      await carrier.pass(60_000)
      check.equal(`${flow.received} ${flow.ending}`, 'a none')
      await over(carrier)
      await carrier.pass(momentMs)
      check.equal(flow.received, 'ax')
    },
  ),
  meeting(
    'NET-09: a limit closes the connection after so many bytes',
    { kind: 'limit', name: 'fault', from: 'a', to: 'office-1', direction: 'one-way', bytes: 4 },
    async (flow, carrier, check) => {
      flow.send('hello')
      await carrier.pass(momentMs)
      check.same([flow.received, flow.ending], ['ahell', 'closed'])
    },
  ),
  meeting(
    'NET-09: a reset comes with the next byte',
    { kind: 'reset', ...ends },
    async (flow, carrier, check) => {
      await carrier.pass(momentMs)
      check.equal(flow.ending, 'none')
      flow.send('x')
      await carrier.pass(momentMs)
      check.same([flow.received, flow.ending], ['a', 'reset'])
    },
  ),
  meeting(
    'NET-09: a fault is counted once for each connection that it touches',
    { kind: 'slicer', ...ends, averageBytes: 10 },
    async (flow, carrier, check) => {
      const other = carrier.dial('office-1', addressOf.a)
      const untouched = carrier.dial('office-2', addressOf.a)
      await carrier.pass(momentMs)
      for (const one of [flow, other, untouched]) one.send('x'.repeat(100))
      await carrier.pass(momentMs)
      check.same(
        [flow, other, untouched].map((one) => one.received.length),
        [101, 101, 101],
      )
      await over(carrier)
      const [ended] = carrier.events.filter((event) => event.name === 'fault-ended')
      check.equal(ended?.name === 'fault-ended' && ended.connectionsHit, 2)
    },
  ),
]
