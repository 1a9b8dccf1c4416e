import type { ApplianceName, NetworkStatus, SiteTestResult } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, type Stage, stageLab, statusOf } from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

/*
 * The shared address in the wrong order (NET-02), and what clients see of it, in both worlds. The
 * appliances stand alone, as between the break and the establishing of an asynchronous upgrade.
 */

const worlds = { virtual: virtualStage, real: realStage } as const

const shared = (stage: Stage, appliance: ApplianceName, enabled: boolean) =>
  must(stage, appliance, 'set-address-enabled', { address: '192.0.2.100', enabled })

const network = async (stage: Stage): Promise<NetworkStatus> =>
  (await stage.network({ kind: 'network-status', input: {} })) as NetworkStatus

const siteTest = async (stage: Stage, test: string): Promise<SiteTestResult> =>
  (await stage.clients({
    kind: 'run-site-test',
    input: { test, appliance: null },
  })) as SiteTestResult

const consoles = async (stage: Stage): Promise<readonly number[]> => [
  (await statusOf(stage, 'a')).users.consoles,
  (await statusOf(stage, 'b')).users.consoles,
]

/** Each has a router of its own, which goes to whom it heard last. */
const crowd = stageLab({
  network: { offices: [{ count: 8, resolver: 'honour' }] },
  clients: { representatives: 8, sessionEveryMs: 30_000 },
})

for (const [world, open] of Object.entries(worlds)) {
  t.test(
    `NET-02: in the ${world} world both have it: clients reach either; none: nobody`,
    async (t) => {
      const stage = await open(crowd)
      t.teardown(() => stage.close())
      const leads = stage.watch((e) => e.name === 'site-leads-to' && e.appliance === 'a')
      await shared(stage, 'a', true)
      await leads()
      t.match(await network(stage), { siteLeadsTo: 'a', conflict: false })
      const told = stage.watch((e) => e.name === 'address-conflict' && e.source === 'b')
      await shared(stage, 'b', true)
      await told()
      t.match(await network(stage), { conflict: true })
      for (const name of ['a', 'b'] as const) {
        const other = name === 'a' ? 'b' : 'a'
        const { addresses } = await statusOf(stage, name)
        t.match(
          addresses.find((one) => one.shared),
          { enabled: true, conflictsWith: [other] },
          `${name} shows it`,
        )
      }
      await stage.clients({ kind: 'start-clients', input: {} })
      await stage.pass(60_000)
      const [atA = 0, atB = 0] = await consoles(stage)
      t.equal(atA + atB, 8, 'everybody is logged in')
      t.ok(atA > 0 && atB > 0, `on A ${atA}, on B ${atB}`)
      const over = stage.watch((e) => e.name === 'address-conflict-ended' && e.source === 'b')
      await shared(stage, 'a', false)
      await over()
      await stage.pass(120_000)
      t.same(await consoles(stage), [0, 8], 'who was on A has come to B when its entry had aged')
      t.match(await network(stage), { siteLeadsTo: 'b', conflict: false })

      // None has it: nobody answers.
      const down = stage.watch((e) => e.name === 'outage-began')
      await shared(stage, 'b', false)
      await down()
      t.match(await network(stage), { siteLeadsTo: null, conflict: false })
      const failed = await siteTest(stage, 'none')
      t.equal(failed.passed, false, 'a console cannot log in')
      t.same(await consoles(stage), [0, 0])
      const up = stage.watch((e) => e.name === 'outage-ended')
      await shared(stage, 'a', true)
      await up()
      t.match(await siteTest(stage, 'again'), { passed: true, appliance: 'a' })
    },
  )
}
