import type { OutputOf } from '@understudy/shared'
import t from 'tap'
import { realStage } from '../support/real-stage.ts'
import { must, pair, pairKey, type Stage, stageLab, statusOf, sync } from '../support/stage.ts'
import { virtualStage } from '../support/virtual-stage.ts'

type Name = 'a' | 'b'

const passwords = { site: 'Site-of-Lisbon-1', box: 'Box-of-Lisbon-2' }

/** Whether that password opens that account there. */
const opens = async (stage: Stage, on: Name, which: string, username: string, password: string) =>
  (await stage.invoke(on, 'log-in', { interface: which, username, password })).ok

/** What the two hold, by the words of SYN-01; A's differs from a fresh box's in every one. */
const held: Readonly<Record<string, (stage: Stage, on: Name) => Promise<unknown>>> = {
  settings: (stage, on) => must(stage, on, 'list-settings'),
  'users of /login': (stage, on) => must(stage, on, 'list-users', { interface: 'login' }),
  'their passwords': (stage, on) => opens(stage, on, 'login', 'ana', passwords.site),
  'API accounts': (stage, on) => must(stage, on, 'list-api-accounts'),
  'session records': async (stage, on) =>
    (await must<OutputOf<'list-sessions'>>(stage, on, 'list-sessions')).sessions,
  recordings: async (stage, on) => (await statusOf(stage, on)).sessions.recordings,
  'users of /appliance': (stage, on) => must(stage, on, 'list-users', { interface: 'appliance' }),
  'their passwords on the box': (stage, on) =>
    opens(stage, on, 'appliance', 'admin', passwords.box),
  network: async (stage, on) => (await statusOf(stage, on)).addresses,
  certificates: (stage, on) => must(stage, on, 'list-certificates'),
  'backup settings': async (stage, on) => (await statusOf(stage, on)).backupSettings,
}

const notSynced = [
  'users of /appliance',
  'their passwords on the box',
  'network',
  'certificates',
  'backup settings',
]

for (const [world, open] of Object.entries({ virtual: virtualStage, real: realStage }))
  t.test(
    `SYN-01: in the ${world} world the site's data are synced, the box's own are not`,
    async (t) => {
      const stage = await open(stageLab())
      t.teardown(() => stage.close())
      const user = (which: string, username: string) => ({ interface: which, username })
      const change = { password: 'password', newPassword: passwords.box }
      await must(stage, 'a', 'set-setting', { key: 'motd', value: 'Back at nine' })
      await must(stage, 'a', 'add-user', { ...user('login', 'ana'), password: passwords.site })
      await must(stage, 'a', 'add-api-account', { name: 'ic', permissions: ['use-reporting-api'] })
      await must(stage, 'a', 'change-password', { ...user('appliance', 'admin'), ...change })
      await must(stage, 'a', 'add-user', { ...user('appliance', 'eva'), password: passwords.site })
      await must(stage, 'a', 'set-backup-settings', { syncIntervalMs: 3_600_000 })
      await must(stage, 'a', 'load-sample-data', {
        sessions: 20,
        recordings: 3,
        recordingBytes: 100,
        seed: 'synced',
      })
      await pair(stage)
      t.match(await sync(stage, 'b'), { name: 'sync-finished' })
      for (const [what, look] of Object.entries(held)) {
        const [a, b] = [await look(stage, 'a'), await look(stage, 'b')]
        if (notSynced.includes(what)) t.notSame(b, a, `${what}: not synced`)
        else t.same(b, a, `${what}: synced`)
      }
      t.ok(await opens(stage, 'b', 'appliance', 'admin', 'password'), "B's box account is its own")
      const bound = { ...user('login', 'ana'), password: passwords.site }
      t.match(await stage.invoke('b', 'reset-password', bound), {
        refusal: { code: 'wrong-role' },
      })
      const own = { ...user('appliance', 'admin'), ...change, newPassword: 'Box-of-Porto-3' }
      await must(stage, 'b', 'change-password', own)
      // The key is the same on both because it was typed on both.
      await must(stage, 'b', 'break-relationship')
      await must(stage, 'a', 'set-pre-shared-key', { key: `${pairKey} changed` })
      const nonce = '0123456789abcdef'.repeat(2)
      const proof = (on: Name) => must(stage, on, 'prove-pre-shared-key', { nonce })
      t.notSame(await proof('a'), await proof('b'), 'the pre-shared key: not synced')
    },
  )
