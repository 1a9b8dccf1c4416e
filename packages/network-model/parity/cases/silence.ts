import type { ParityCarrier, ParityFlow } from '../carrier.ts'
import { addressOf, momentMs, must, type ParityCase, sharedAddress, site } from '../parity-case.ts'

/** Heartbeats every half minute, for whose answers nobody waits longer than twenty seconds. */
const network = { heartbeat: { everyMs: 30_000, answerMs: 20_000 } } as const

/** `a` has the shared address, and that many flows to it are up. */
async function flowsToA(carrier: ParityCarrier, count: number): Promise<readonly ParityFlow[]> {
  await carrier.claim('a', sharedAddress, 1)
  const flows = Array.from({ length: count }, () => carrier.dial('office-1', site))
  await carrier.pass(momentMs)
  return flows
}

const endingsOf = (flows: readonly ParityFlow[]): readonly string[] =>
  flows.map((flow) => flow.ending)

/** NET-12: what a network tells nobody. */
export const silenceCases: readonly ParityCase[] = [
  {
    title:
      'NET-12: who sends to an address that has moved is reset by its new holder, who only listens by its own heartbeat',
    network,
    kernelSeconds: 33,
    play: async (carrier, check) => {
      const flows = await flowsToA(carrier, 2)
      await carrier.release('a', sharedAddress)
      await carrier.claim('b', sharedAddress, 2)
      await carrier.pass(momentMs / 2)
      check.same(endingsOf(flows), ['none', 'none'], 'nobody is told')
      flows[0]?.send('x')
      await carrier.pass(momentMs / 2)
      check.same(endingsOf(flows), ['reset', 'none'])
      await carrier.pass(30_000)
      check.same(endingsOf(flows), ['reset', 'reset'])
      check.same(
        flows.map((flow) => flow.received),
        ['a', 'a'],
      )
    },
  },
  {
    title:
      'NET-12: where nobody has the address both ends give up by the time limit, and not before',
    network,
    kernelSeconds: 53,
    play: async (carrier, check) => {
      const flows = await flowsToA(carrier, 2)
      await carrier.release('a', sharedAddress)
      flows[0]?.send('x')
      await carrier.pass(19_000)
      check.same(endingsOf(flows), ['none', 'none'])
      await carrier.pass(32_000)
      check.same(endingsOf(flows), ['closed', 'closed'])
    },
  },
  {
    title: 'NET-12: what was sent to nobody meets the new holder at its next retransmission',
    network,
    kernelSeconds: 9,
    play: async (carrier, check) => {
      const flows = await flowsToA(carrier, 1)
      await carrier.release('a', sharedAddress)
      flows[0]?.send('x')
      await carrier.pass(4_000)
      await carrier.claim('b', sharedAddress, 2)
      await carrier.pass(2_000)
      check.same(endingsOf(flows), ['none'], 'the next one is after 7 s')
      await carrier.pass(2_000)
      check.same(endingsOf(flows), ['reset'])
    },
  },
  {
    title: 'NET-12: an address that comes back finds its connections as they were',
    network,
    kernelSeconds: 65,
    play: async (carrier, check) => {
      const flows = await flowsToA(carrier, 1)
      await carrier.release('a', sharedAddress)
      flows[0]?.send('x')
      await carrier.pass(2_000)
      await carrier.claim('a', sharedAddress, 1)
      await carrier.pass(2_000)
      flows[0]?.send('y')
      await carrier.pass(60_000)
      check.same(endingsOf(flows), ['none'])
      check.equal(flows[0]?.received, 'axy')
    },
  },
  {
    title:
      'NET-12: a path that is cut for longer than the time limit ends connections, a shorter cut does not',
    network,
    play: async (carrier, check) => {
      const flow = carrier.dial('office-1', addressOf.a)
      await carrier.pass(momentMs)
      const ends = { from: 'office-1', to: 'a' } as const
      await must(carrier, { kind: 'cut-path', input: ends })
      await carrier.pass(15_000)
      await must(carrier, { kind: 'heal-path', input: ends })
      await carrier.pass(60_000)
      flow.send('x')
      await carrier.pass(momentMs)
      check.equal(`${flow.received} ${flow.ending}`, 'ax none')
      await must(carrier, { kind: 'cut-path', input: ends })
      await carrier.pass(51_000)
      check.equal(flow.ending, 'closed')
    },
  },
  {
    title: 'NET-12: power that is lost is told to nobody, and who comes back knows no connection',
    network,
    kernelSeconds: 37,
    play: async (carrier, check) => {
      const [waits, sends] = [1, 2].map(() => carrier.dial('office-1', addressOf.a))
      await carrier.pass(momentMs)
      await must(carrier, { kind: 'power-loss', input: { appliance: 'a' } })
      sends?.send('x')
      const late = carrier.dial('office-2', addressOf.a)
      await carrier.pass(4_000)
      check.same([waits?.ending, sends?.ending, late.ending], ['none', 'none', 'none'])
      await must(carrier, { kind: 'power-back', input: { appliance: 'a' } })
      await carrier.claim('a', addressOf.a, 0)
      await carrier.pass(5_000)
      check.equal(sends?.ending, 'reset', 'its retransmission has met who does not know it')
      check.equal(late.received, 'a', 'its SYN was repeated')
      await carrier.pass(26_000)
      check.equal(waits?.ending, 'reset', 'its heartbeat too')
      const told = carrier.events.flatMap(({ name }) => (name.startsWith('power') ? [name] : []))
      check.same(told, ['power-lost', 'power-back'])
    },
  },
]
