import type { ApplianceName, ApplianceStatus, LabFile, RefusalCode } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import {
  establishing,
  must,
  pair,
  pairKey,
  type Stage,
  stageLab,
  statusOf,
} from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

/*
 * What establishing refuses, each with its own code, both boxes unchanged: played in both worlds.
 * One lab after the other, since a real one takes two cores.
 */

interface Refused {
  readonly title: string
  readonly code: RefusalCode
  readonly input?: Partial<ReturnType<typeof establishing>>
  readonly prepare?: (stage: Stage) => Promise<unknown>
}

const setKey = (stage: Stage, name: ApplianceName, key: string) =>
  must(stage, name, 'set-pre-shared-key', { key })

/** In this order on one lab: keys are only equal from the fourth on. */
const cases: readonly Refused[] = [
  { title: 'FO-02: without a pre-shared key', code: 'no-pre-shared-key' },
  {
    title: 'FO-02: a key on this side alone',
    code: 'wrong-key',
    prepare: (stage) => setKey(stage, 'a', pairKey),
  },
  {
    title: 'FO-02: another key on the peer',
    code: 'wrong-key',
    prepare: (stage) => setKey(stage, 'b', 'quite another key 1337'),
  },
  {
    title: 'FO-04: the shared hostname as the new backup',
    code: 'shared-hostname',
    input: { peerHost: 'support.example.com' },
    prepare: (stage) => setKey(stage, 'b', pairKey),
  },
  {
    title: 'FO-04: the shared hostname as the reverse address',
    code: 'shared-hostname',
    input: { reverseHost: 'Support.Example.com' },
  },
  {
    title: 'FO-04: the shared hostname with its final dot',
    code: 'shared-hostname',
    input: { peerHost: 'support.example.com.' },
  },
  {
    title: 'FO-04: the shared address as its IPv6 twin, in full',
    code: 'shared-hostname',
    input: { reverseHost: '2001:0DB8:0:0:0:0:C000:0264' },
  },
  {
    title: 'FO-04: the public address, mapped into IPv6',
    code: 'shared-hostname',
    input: { reverseHost: '::ffff:203.0.113.80' },
  },
  {
    title: 'FO-03: its own address as the new backup',
    code: 'own-address',
    input: { peerHost: 'a.example.com' },
  },
  {
    title: 'FO-03: a peer that nobody has',
    code: 'peer-unreachable',
    input: { peerHost: '192.0.2.77' },
  },
  {
    title: 'FO-03: a reverse address that nobody has',
    code: 'peer-unreachable',
    input: { reverseHost: '192.0.2.77' },
  },
  {
    title: 'FO-03: a reverse address that leads to the peer itself',
    code: 'not-own-address',
    input: { reverseHost: '2001:db8:0:0:0:0:c000:020b' },
  },
]

const worlds = { virtual: virtualStage, real: realStage } as const
const otherPackage: Partial<LabFile> = {
  appliances: {
    a: { hostname: 'a.example.com', address: '192.0.2.10', base: '3.2.4', site: '11.1.0' },
    b: { hostname: 'b.example.com', address: '192.0.2.11', base: '3.2.4', site: '10.6.1' },
  },
}

/** What a refused attempt must leave as it was. */
const kept = ({ role, epoch, relationship, state, addresses, settings }: ApplianceStatus) => ({
  role,
  epoch,
  relationship,
  state,
  addresses,
  settings,
})

async function both(stage: Stage) {
  return [kept(await statusOf(stage, 'a')), kept(await statusOf(stage, 'b'))]
}

for (const [world, open] of Object.entries(worlds)) {
  t.test(
    `FO-03, FO-09: in the ${world} world what is refused leaves both boxes as they were`,
    async (t) => {
      const stage = await open(stageLab())
      t.teardown(() => stage.close())
      for (const { title, code, input, prepare } of cases) {
        await prepare?.(stage)
        const before = await both(stage)
        const outcome = await stage.invoke('a', 'establish-relationship', {
          ...establishing('a'),
          ...input,
        })
        t.equal(outcome.ok ? 'established' : outcome.refusal.code, code, title)
        t.same(await both(stage), before, `${title}: both boxes as they were`)
      }
      await pair(stage)
      const again = await stage.invoke('a', 'establish-relationship', establishing('a'))
      t.equal(
        again.ok ? 'established' : again.refusal.code,
        'already-in-relationship',
        'FO-03: already in a relationship',
      )

      // FO-03, FO-09: a peer that still stands in a relationship refuses, and learns of the break when they next talk.
      await stage.network({ kind: 'cut-path', input: { from: 'a', to: 'b' } })
      const lost = stage.watch((e) => e.source === 'a' && e.name === 'link-down')
      await lost()
      t.same(await must(stage, 'a', 'break-relationship'), { peerTold: false })
      t.match(await statusOf(stage, 'b'), { role: 'backup' })
      const learned = stage.watch((e) => e.source === 'b' && e.name === 'relationship-broken')
      await stage.network({ kind: 'heal-path', input: { from: 'a', to: 'b' } })
      const outcome = await stage.invoke('a', 'establish-relationship', establishing('a'))
      t.match(outcome, { ok: false, refusal: { code: 'peer-in-relationship' } })
      t.match(await learned(), { reason: 'peer-forgot' })
      t.match(await both(stage), [{ role: 'none' }, { role: 'none' }])
    },
  )
}

// What a refusal looks like that crosses a real link is shown above; this one needs a lab of its own.
t.test('FO-05: another package on the peer is refused, both boxes as they were', async (t) => {
  const stage = await virtualStage(stageLab(otherPackage))
  t.teardown(() => stage.close())
  for (const name of ['a', 'b'] as const) await setKey(stage, name, pairKey)
  const before = await both(stage)
  const outcome = await stage.invoke('a', 'establish-relationship', establishing('a'))
  t.match(outcome, {
    ok: false,
    refusal: { code: 'different-package', message: /10\.6\.1.*11\.1\.0/ },
  })
  t.same(await both(stage), before)
})
