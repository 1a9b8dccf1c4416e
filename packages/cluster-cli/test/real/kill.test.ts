import { type AcknowledgedSession, createRandom } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, pair, stageLab, statusOf, sync } from '../support/stage.ts'

/** A few in CI; `scripts/kills` plays them by the dozen. */
const kills = Number(process.env['UNDERSTUDY_KILLS'] ?? 4)

/*
 * Representatives and customers at work, syncs running, and kill -9 of one appliance or the other at a
 * random moment, again and again (SYN-06). The seed is fixed; where exactly a kill hits is not.
 */
t.test(
  `SYN-06: ${kills} times kill -9 of either appliance at a random moment loses nothing acknowledged`,
  async (t) => {
    const stage = await realStage(stageLab())
    t.teardown(() => stage.close())
    await pair(stage)
    await must(stage, 'a', 'load-sample-data', {
      sessions: 500,
      recordings: 0,
      recordingBytes: 1,
      seed: 'kill',
    })
    await stage.clients({ kind: 'start-clients', input: {} })
    const random = createRandom('kill')
    for (let kill = 0; kill < kills; kill++) {
      // Long enough for sessions of 10 s to end, and to be under way.
      await stage.pass(random.integer(15_000, 30_000))
      if (random.next() < 0.5) await stage.invoke('b', 'sync-now')
      await stage.crashAndRestart(random.next() < 0.6 ? 'a' : 'b')
    }
    await stage.clients({ kind: 'wind-down-clients', input: {} })
    // Until either has noticed that the link to a killed one is no more.
    await stage.pass(60_000)
    while ((await statusOf(stage, 'b')).relationship?.link !== 'up') await stage.pass(1_000)
    while ((await statusOf(stage, 'b')).sync.state === 'running') await stage.pass(1_000)
    t.match(await sync(stage, 'b'), { name: 'sync-finished', digestsAgree: true })
    const acknowledged = (await stage.clients({
      kind: 'list-acknowledged',
      input: {},
    })) as AcknowledgedSession[]
    t.ok(acknowledged.length > kills / 2, `${acknowledged.length} sessions were acknowledged`)
    for (const name of ['a', 'b'] as const)
      t.same(
        await must(stage, name, 'find-sessions', { sessions: acknowledged }),
        { missing: [] },
        `${name} holds them all`,
      )
    t.same(
      [(await statusOf(stage, 'a')).role, (await statusOf(stage, 'b')).role],
      ['primary', 'backup'],
    )
  },
)
