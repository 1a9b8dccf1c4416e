import type { LabEvent, NetworkOutputOf } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, pair, type Stage, stageLab, sync } from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

const minuteMs = 60_000

const isDelivered =
  (via: string) =>
  (event: LabEvent): boolean =>
    event.name === 'mail-delivered' && event.via === via

/** The text of the newest mail: what the mail host has after all that carried it. */
async function newestMail(stage: Stage): Promise<unknown> {
  const listed = await stage.network({ kind: 'list-mail', input: { limit: 1 } })
  return (listed as NetworkOutputOf<'list-mail'>).mails[0]
}

for (const [world, open] of Object.entries({ virtual: virtualStage, real: realStage }))
  t.test(
    `FO-08: in the ${world} world alerts come by mail, and wait on the disk while no path leads there`,
    async (t) => {
      const stage = await open(stageLab())
      t.teardown(() => stage.close())
      await pair(stage)
      const tested = stage.watch(isDelivered('a'))
      await must(stage, 'a', 'set-email', { recipients: ['admin@example.com'], test: true })
      await tested()
      t.match(await newestMail(stage), {
        via: 'a',
        from: 'alerts@support.example.com',
        to: ['admin@example.com'],
        subject: '[support.example.com] a: test email',
        text: 'The e-mail configuration was saved, and this is the test that was asked for.\n',
      })
      // Its configuration is its primary's.
      await sync(stage, 'b')
      await stage.network({ kind: 'cut-path', input: { from: 'b', to: 'mail' } })
      const waits = stage.watch((e) => e.source === 'b' && e.name === 'mail-waits')
      await stage.network({ kind: 'cut-path', input: { from: 'a', to: 'b' } })
      t.match(await waits(), { reason: 'the relay did not answer within 60000 ms' })
      await stage.crashAndRestart('b')
      await stage.pass(minuteMs)
      t.match(await newestMail(stage), { via: 'a' }, 'nothing has come')
      const told = stage.watch(isDelivered('b'))
      await stage.network({ kind: 'heal-path', input: { from: 'b', to: 'mail' } })
      await told()
      t.match(await newestMail(stage), {
        via: 'b',
        subject: '[support.example.com] b: the primary does not answer',
        text: /^This backup has failed to probe its primary\. Automatic failover is disabled: .*\n$/,
      })
    },
  )
