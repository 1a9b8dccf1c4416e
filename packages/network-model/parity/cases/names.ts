import type { ParityCarrier } from '../carrier.ts'
import { addressOf, momentMs, must, type ParityCase, sharedAddress, site } from '../parity-case.ts'
import { spellingsOf } from '../spellings.ts'

const offices = ['office-1', 'office-2', 'office-3'] as const

/** Whom each office reaches now, in one word. */
async function reachedBy(carrier: ParityCarrier): Promise<string> {
  const flows = offices.map((office) => carrier.dial(office, site))
  await carrier.pass(momentMs)
  return flows.map((flow) => flow.received || '-').join('')
}

const dayMs = 86_400_000

/** NET-04, NET-05: the swings by name and by the gateway's rule. */
export const nameCases: readonly ParityCase[] = [
  {
    title: 'NET-04: after a DNS swing each office moves when its resolver lets go',
    network: {
      swing: 'dns',
      offices: [
        { name: 'office-1', resolver: { habit: 'honour' } },
        { name: 'office-2', resolver: { habit: 'clamp', ttlMinMs: 3_600_000, ttlMaxMs: dayMs } },
        { name: 'office-3', resolver: { habit: 'ignore', holdMs: dayMs } },
      ],
    },
    play: async (carrier, check) => {
      check.equal(await reachedBy(carrier), 'aaa')
      // What they had from before the lab has expired by then.
      await carrier.pass(dayMs)
      check.equal(await reachedBy(carrier), 'aaa')
      await must(carrier, { kind: 'set-record', input: { name: site, address: addressOf.b } })
      await carrier.pass(280_000)
      check.equal(await reachedBy(carrier), 'aaa')
      await carrier.pass(30_000)
      check.equal(await reachedBy(carrier), 'baa')
      await carrier.pass(3_300_000)
      check.equal(await reachedBy(carrier), 'bba')
      await carrier.pass(dayMs)
      check.equal(await reachedBy(carrier), 'bbb')
      check.same(
        carrier.events.flatMap((event) => {
          return event.name === 'office-moved' ? [`${event.office}: ${event.why}`] : []
        }),
        [
          "office-1: the resolver's cache (honour, 300 s) expired",
          "office-2: the resolver's cache (clamp, 3600 s) expired",
          "office-3: the resolver's cache (ignore, 86400 s) expired",
        ],
      )
    },
  },
  {
    title: 'FO-04: a host is reached under every spelling of its name and its addresses',
    play: async (carrier, check) => {
      await carrier.claim('a', sharedAddress, 1)
      const spellings = {
        a: [`${site.toUpperCase()}.`, ...spellingsOf(sharedAddress)],
        b: ['B.Example.com.', `[::ffff:${addressOf.b}]`, ...spellingsOf(addressOf.b)],
      }
      for (const [appliance, hosts] of Object.entries(spellings)) {
        const flows = hosts.map((host) => ({ host, flow: carrier.dial('office-1', host) }))
        await carrier.pass(momentMs)
        for (const { host, flow } of flows) check.equal(flow.received, appliance, host)
      }
    },
  },
  {
    title:
      'NET-13: a client prefers IPv6, and goes on to the next address where the first is silent',
    network: { swing: 'dns' },
    play: async (carrier, check) => {
      const twinOfNobody = '2001:db8::c000:24d'
      await must(carrier, { kind: 'set-record', input: { name: site, address: twinOfNobody } })
      const flow = carrier.dial('office-1', site)
      await carrier.pass(200)
      check.equal(flow.received, '')
      await carrier.pass(momentMs)
      check.equal(flow.received, 'a', 'by IPv4, 250 ms later')
      const twinOfB = '2001:db8::c000:20c'
      await must(carrier, { kind: 'set-record', input: { name: site, address: twinOfB } })
      const preferring = carrier.dial('office-2', site)
      await carrier.pass(momentMs)
      check.equal(preferring.received, 'b', 'by IPv6')
    },
  },
  ...(['keep', 'cut'] as const).map(
    (onChange): ParityCase => ({
      title: `NET-05: a gateway's rule moves new connections; with ${onChange} established ones`,
      // A gateway that cuts is one that says so: Linux forgets, and lets the server find out.
      ...(onChange === 'keep' ? { kernelSeconds: 3 } : {}),
      network: { swing: 'nat', nat: { onChange } },
      play: async (carrier, check) => {
        const flow = carrier.dial('office-1', site)
        const direct = carrier.dial('office-1', addressOf.a)
        await carrier.pass(momentMs)
        await must(carrier, { kind: 'set-nat-rule', input: { address: addressOf.b } })
        for (const one of [flow, direct]) one.send('still here')
        const next = carrier.dial('office-1', site)
        await carrier.pass(momentMs)
        check.equal(next.received, 'b')
        check.equal(direct.received, 'astill here', 'not by the gateway, not its concern')
        const expected = onChange === 'keep' ? ['none', 'astill here'] : ['reset', 'a']
        check.same([flow.ending, flow.received], expected)
      },
    }),
  ),
]
