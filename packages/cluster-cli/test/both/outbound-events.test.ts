import type { LabEvent, NetworkOutputOf, OutputOf } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, pair, type Stage, stageLab, sync } from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

const isReceived =
  (via: string, kind = 'support_conference_end') =>
  (event: LabEvent): boolean =>
    event.name === 'event-received' && event.via === via && event.event === kind

async function eventsAt(stage: Stage): Promise<NetworkOutputOf<'list-events'>['events']> {
  const listed = await stage.network({ kind: 'list-events', input: { limit: 1_000 } })
  return [...(listed as NetworkOutputOf<'list-events'>).events].reverse()
}

for (const [world, open] of Object.entries({ virtual: virtualStage, real: realStage }))
  t.test(
    `API-06: in the ${world} world outbound events come in order, wait on the disk, and go on after a crash`,
    async (t) => {
      const stage = await open(stageLab())
      t.teardown(() => stage.close())
      await pair(stage)
      const url = 'http://events.example.com/hook'
      await stage.clients({ kind: 'start-clients', input: {} })
      const begun = stage.watch(isReceived('a', 'support_conference_begin'))
      await must(stage, 'a', 'set-event-recipient', { name: 'tickets', url })
      await begun()
      const ended = stage.watch(isReceived('a'))
      await ended()
      const [first] = await eventsAt(stage)
      t.match(first, {
        path: '/hook',
        fields: { event: 'support_conference_begin', version: '1.6.0' },
      })

      // The recipients are the site's: the backup has them after a sync, and no queue of its own.
      await sync(stage, 'b')
      const ofB = await must<OutputOf<'list-event-recipients'>>(stage, 'b', 'list-event-recipients')
      t.match(ofB.recipients, [{ name: 'tickets', waiting: 0 }])

      // On a path that is cut they wait, through a crash too.
      await stage.network({ kind: 'cut-path', input: { from: 'a', to: 'events' } })
      const waits = stage.watch((e) => e.source === 'a' && e.name === 'outbound-event-waits')
      t.match(await waits(), { recipient: 'tickets', reason: 'no answer within 30000 ms' })
      const before = (await eventsAt(stage)).length
      await stage.crashAndRestart('a')
      await stage.pass(60_000)
      t.equal((await eventsAt(stage)).length, before, 'nothing has come')
      const told = stage.watch(isReceived('a'))
      await stage.network({ kind: 'heal-path', input: { from: 'a', to: 'events' } })
      await told()

      const all = await eventsAt(stage)
      const taken = stage.events.filter((e) => e.name === 'outbound-event-taken')
      t.ok(taken.length > 0)
      const firsts = all.filter(({ isRepeat }) => !isRepeat)
      for (const [at, event] of taken.entries())
        t.match(firsts[at]?.fields, { event: event.event, lsid: event.lsid }, 'once, in its order')
    },
  )
