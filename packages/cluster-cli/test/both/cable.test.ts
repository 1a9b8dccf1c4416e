import type { LabEvent } from '@understudy/shared'
import { limits } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, pair, stageLab, statusOf, sync } from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

const sessions = 6_000

for (const [world, open] of Object.entries({ virtual: virtualStage, real: realStage }))
  t.test(
    `SYN-05: in the ${world} world a cable pulled in the middle of a sync resumes where it was`,
    async (t) => {
      const stage = await open(stageLab())
      t.teardown(() => stage.close())
      await must(stage, 'a', 'load-sample-data', {
        sessions,
        recordings: 0,
        recordingBytes: 1,
        seed: 'cable',
      })
      await pair(stage)
      await must(stage, 'b', 'sync-now')
      let held = 0
      while (held === 0) held = (await statusOf(stage, 'b')).sessions.stored
      t.ok(held < sessions, `pulled after ${held} records`)
      await stage.network({ kind: 'cut-path', input: { from: 'a', to: 'b' } })
      const failed = stage.watch((e) => e.source === 'b' && e.name === 'sync-failed')
      await failed()
      const kept = (await statusOf(stage, 'b')).sessions.stored
      t.ok(kept >= held && kept < sessions, `${kept} records are kept`)
      const finished = stage.watch((e) => e.source === 'b' && e.name === 'sync-finished')
      await stage.network({ kind: 'heal-path', input: { from: 'a', to: 'b' } })
      const end = (await finished()) as Extract<LabEvent, { name: 'sync-finished' }>
      t.equal(end.recordsReceived, sessions - kept, 'what was applied is not received again')
      t.ok(end.bytesReceived <= (sessions - kept) * 1_100, 'nor its bytes')
      t.ok(end.digestsAgree)
      t.equal((await statusOf(stage, 'b')).sessions.stored, sessions)
      t.ok(limits.batchBytes <= 1024 * 1024, 'at most one batch was under way')
      t.match(await sync(stage, 'b'), { name: 'sync-finished', recordsReceived: 0 })
    },
  )
