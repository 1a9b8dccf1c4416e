import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, pair, stageLab, statusOf, sync } from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

for (const [world, open] of Object.entries({ virtual: virtualStage, real: realStage }))
  t.test(
    `SYN-05: in the ${world} world recordings that a disk has lost are missing, and come back from the peer`,
    async (t) => {
      const stage = await open(stageLab())
      t.teardown(() => stage.close())
      const sample = { sessions: 8, recordings: 8, recordingBytes: 50_000, seed: 'recordings' }
      await must(stage, 'a', 'load-sample-data', sample)
      await pair(stage)
      await sync(stage, 'b')
      const all = stage.recordings('a').sound()
      t.equal(all.length, 8)
      for (const on of ['a', 'b'] as const) {
        const isLost = (e: LabEvent) => e.source === on && e.name === 'recordings-lost'
        const lost = stage.watch(isLost)
        let wasLost = false
        const synced = stage.watch((e) => {
          wasLost ||= isLost(e)
          return wasLost && e.source === 'b' && e.name === 'sync-finished'
        })
        stage.recordings(on).remove(all[0] ?? '')
        stage.recordings(on).spoil(all[1] ?? '')
        t.match(await lost(), { absent: 1, damaged: 1 }, `${on} has looked`)
        await synced()
        t.equal((await statusOf(stage, on)).sync.blobsMissing, 0)
        t.same(stage.recordings(on).sound(), all, `${on} has them again`)
      }
    },
  )
