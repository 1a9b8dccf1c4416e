import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { LabEvent, OutputOf } from '@understudy/shared'
import t from 'tap'
import { type RealStage, realStage } from '../support/real-stage.ts'
import { must, pair, pairKey, stageLab, statusOf, sync } from '../support/stage.ts'

const timeoutMs = 60_000
const clients = { representatives: 0 }

const is =
  (name: LabEvent['name'], source: string) =>
  (event: LabEvent): boolean =>
    event.name === name && event.source === source

t.test(
  'FO-12: on real processes the backup of a primary that is killed takes over, once a test address answers',
  async (t) => {
    const stage = await realStage(stageLab({ clients }))
    t.teardown(() => stage.close())
    await pair(stage)
    await sync(stage, 'b')
    // The gateway answers there.
    await must(stage, 'b', 'set-backup-settings', {
      promotion: 'test-addresses',
      testAddresses: ['203.0.113.80'],
      primaryTimeoutMs: timeoutMs,
    })
    await stage.pass(timeoutMs)
    t.equal((await statusOf(stage, 'b')).role, 'backup', 'a primary that lives is left alone')
    const promoted = stage.watch(is('automatic-failover', 'b'))
    stage.kill('a')
    t.match(await promoted(), { proof: 'the test address 203.0.113.80 answers', records: 0 })
    t.match(await statusOf(stage, 'b'), {
      role: 'primary',
      state: 'serving',
      addresses: [{}, { address: '192.0.2.100', enabled: true }],
    })

    const conflict = stage.watch(is('role-conflict', 'b'))
    await stage.crashAndRestart('a')
    await conflict()
    t.match(
      [await statusOf(stage, 'a'), await statusOf(stage, 'b')],
      [
        { role: 'primary', state: 'checking' },
        { role: 'primary', state: 'serving' },
      ],
      'FO-13, FO-15: the old one that comes back serves nobody, and neither changes by itself',
    )
  },
)

const witness = { hostname: 'witness.example.com', address: '192.0.2.12' }

/** A synced pair that watches each other by the witness's vote. */
async function witnessedStage(): Promise<RealStage> {
  const stage = await realStage(stageLab({ clients, witness }))
  await must(stage, 'witness', 'set-pre-shared-key', { key: pairKey })
  await pair(stage)
  const byVote = {
    promotion: 'witness',
    witness: { host: witness.address, port: 443 },
    primaryTimeoutMs: timeoutMs,
  }
  for (const name of ['a', 'b']) await must(stage, name, 'set-backup-settings', byVote)
  await sync(stage, 'b')
  await stage.pass(timeoutMs)
  return stage
}

const votesOf = (stage: RealStage) =>
  must<OutputOf<'witness-status'>>(stage, 'witness', 'witness-status')

async function statesOf(stage: RealStage): Promise<readonly string[]> {
  return [(await statusOf(stage, 'a')).state, (await statusOf(stage, 'b')).state]
}

t.test(
  'FO-12, FO-14: the witness is a process: cut off, killed and started again, it votes once an epoch',
  async (t) => {
    const stage = await witnessedStage()
    t.teardown(() => stage.close())
    const { guid } = await statusOf(stage, 'a')
    t.match(await votesOf(stage), { links: 2, votes: [{ epoch: 1, guid }] })

    const promoted = stage.watch(is('automatic-failover', 'b'))
    for (const to of ['b', 'witness'])
      await stage.network({ kind: 'cut-path', input: { from: 'a', to } })
    const { atMs: promotedAtMs, ...told } = await promoted()
    t.match(told, { proof: /^the witness has voted for epoch \d+$/ })
    const suspended = stage.events.findLast(is('serving-suspended', 'a'))
    t.ok(
      (suspended?.atMs ?? Number.POSITIVE_INFINITY) < promotedAtMs,
      'the primary that is cut off from both serves nobody before the other does',
    )
    t.same(await statesOf(stage), ['checking', 'serving'])

    const before = (await votesOf(stage)).votes
    await stage.crashAndRestart('witness')
    t.same((await votesOf(stage)).votes, before, 'kill -9: what it has voted is on its disk')
    await stage.network({ kind: 'heal-path', input: { from: 'a', to: 'witness' } })
    await stage.pass(2 * timeoutMs)
    t.equal((await statesOf(stage))[0], 'checking', 'and it confirms no primary of an older epoch')

    await stage.network({ kind: 'heal-path', input: { from: 'a', to: 'b' } })
    const settled = stage.watch(is('serving-resumed', 'a'))
    await stage.pass(timeoutMs)
    await must(stage, 'a', 'become-backup')
    await settled()
    stage.kill('witness')
    await stage.pass(3 * timeoutMs)
    t.same(await statesOf(stage), ['backup', 'serving'], 'a healthy pair goes on without it')

    t.same(filesWith(stage, pairKey), [], 'SEC-01: the key is in no log and no configuration')
  },
)

/** Logs and configurations of that lab in which the text stands. */
function filesWith(stage: RealStage, text: string): readonly string[] {
  const { logFile, configFile } = stage.host.folder
  return [dirname(logFile('any')), dirname(configFile('any'))].flatMap((folder) =>
    readdirSync(folder).filter((file) => readFileSync(join(folder, file), 'utf8').includes(text)),
  )
}
