import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleOr } from '@understudy/lab-channel'
import { resolveClients } from '@understudy/shared'
import t from 'tap'

const program = bundleOr('clients', () => import.meta.resolve('@understudy/client-fleet/main'))

const config = {
  hubPort: 1,
  tokenFile: 'token',
  siteHostname: 'support.example.com',
  offices: ['office-1'],
  servedBy: 'a',
  siteVersion: '11.1.0',
  targetVersion: '12.2.0',
  clients: {
    ...resolveClients({}),
    representatives: 1,
    sessionEveryMs: 1_000,
    sessionLengthMs: 1_000,
    recordedShare: 0,
    recordingBytes: 1,
    probeEveryMs: 1_000,
  },
  appliances: [{ name: 'a', hostname: 'a.example.com', address: '192.0.2.1' }],
  seed: 'x',
  trust: [],
}

t.test('CLI-08: a wrong start is refused with what was expected and found', (t) => {
  const folder = t.testdir({ token: 'secret-token' })
  const start = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return spawnSync(process.execPath, [program, path], { encoding: 'utf8' })
  }
  const none = spawnSync(process.execPath, [program], { encoding: 'utf8' })
  t.match(none, { status: 3, stderr: /Expected one argument/ })
  t.match(start('broken', '{'), { status: 3, stderr: /is not JSON/ })
  const wrong = { ...config, clients: { ...config.clients, representatives: 'many' } }
  t.match(start('wrong', JSON.stringify(wrong)), {
    status: 3,
    stderr: /\/clients\/representatives: expected .* found "many"/,
  })
  t.match(start('no-token', JSON.stringify({ ...config, tokenFile: join(folder, 'absent') })), {
    status: 3,
    stderr: /lab's token .* cannot be read/,
  })
  const noHub = start('no-hub', JSON.stringify({ ...config, tokenFile: join(folder, 'token') }))
  t.match(noHub, { status: 1, stderr: /could not join the lab at port 1/ })
  t.notMatch(noHub.stderr, /secret-token/)
  t.end()
})
