import type { OutputOf } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, stageLab, statusOf } from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

for (const [world, open] of Object.entries({ virtual: virtualStage, real: realStage }))
  t.test(
    `CLI-06: in the ${world} world a site with starter licences knows 25 Jump Clients and records nothing`,
    async (t) => {
      const stage = await open(
        stageLab({
          clients: {
            starter: true,
            recordedShare: 1,
            representatives: 2,
            sessionEveryMs: 2_000,
            sessionLengthMs: 1_000,
            jumpClients: { active: 30 },
          },
        }),
      )
      t.teardown(() => stage.close())
      const shared = { address: '192.0.2.100', enabled: true }
      await must(stage, 'a', 'set-address-enabled', shared)
      const recorded = stage.watch((e) => e.source === 'a' && e.name === 'session-recorded')
      await stage.clients({ kind: 'start-clients', input: {} })
      await recorded()
      await stage.pass(60_000)
      const { sessions, jumpClients } = await statusOf(stage, 'a')
      t.ok(sessions.stored > 5)
      t.equal(sessions.recordings, 0)
      t.equal(jumpClients.known, 25)
      const basics = await must<OutputOf<'show-basics'>>(stage, 'a', 'show-basics')
      t.match(basics.licences, {
        starter: true,
        recording: false,
        commandShell: false,
        jumpClientsMax: 25,
      })
    },
  )
