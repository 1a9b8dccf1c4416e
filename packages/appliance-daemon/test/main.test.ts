import { once } from 'node:events'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import t from 'tap'
import { invoke } from './support/admin.ts'
import { preSharedKey, standaloneConfig } from './support/config.ts'
import { DaemonProcess } from './support/process.ts'

t.test('SYN-06: what was acknowledged survives kill -9; a clean stop is told apart', async (t) => {
  const folder = t.testdir()
  const dataDir = join(folder, 'data')
  const configFile = join(folder, 'a.json')
  const config = { ...standaloneConfig('a', dataDir), logLevel: 'info', lifeline: true }
  const logFile = join(folder, 'a.log')
  const first = new DaemonProcess(configFile, { ...config, logFile })
  const { guid, port } = await first.ready
  for (let i = 0; i < 20; i++) {
    const input = { key: `k${i}`, value: `v${i}` }
    t.equal((await invoke(port, dataDir, 'set-setting', input)).status, 200)
  }
  await invoke(port, dataDir, 'set-pre-shared-key', { key: preSharedKey })
  const sample = { sessions: 500, recordings: 5, recordingBytes: 10_000, seed: 's' }
  t.equal((await invoke(port, dataDir, 'load-sample-data', sample)).status, 200)
  first.child.kill('SIGKILL')
  await first.ended

  const second = new DaemonProcess(configFile)
  const again = await second.ready
  t.equal(again.guid, guid)
  t.match(await invoke(again.port, dataDir, 'status'), {
    value: {
      settings: 20,
      hasPreSharedKey: true,
      sessions: { stored: 500, recordings: 5, recordedBytes: 50_000 },
    },
  })
  second.child.stdin?.end()
  t.equal((await second.ended).code, 0, 'the end of the lifeline is a clean stop')

  const third = new DaemonProcess(configFile)
  await third.ready
  third.child.kill('SIGTERM')
  t.equal((await third.ended).code, 0)
  const log = readFileSync(logFile, 'utf8')
  t.notMatch(log, preSharedKey, 'SEC-01: no key in the log')
  const starts = log.split('\n').filter((line) => line.includes('"appliance-started"'))
  t.same(
    starts.map((line) => JSON.parse(line).afterCrash),
    [false, true, false],
  )
})

t.test('a start that cannot be says why in one sentence and by its exit code', async (t) => {
  const folder = t.testdir()
  const dataDir = join(folder, 'data')
  const configFile = join(folder, 'a.json')
  const config = standaloneConfig('a', dataDir)
  const failure = async (changed: object): Promise<{ code: number | null; error: string }> => {
    const { code, error } = await new DaemonProcess(configFile, { ...config, ...changed }).ended
    return { code, error: JSON.parse(error).error }
  }
  t.match(await failure({ tlsPort: 'https' }), {
    code: 3,
    error: /tlsPort: expected .* found "https"/,
  })
  t.match(await failure({ password: 'x' }), { code: 3, error: /password: expected no such field/ })
  t.match(await failure({ lab: { hubPort: 1, tokenFile: join(folder, 'none') } }), { code: 3 })
  t.match(await failure({ certificateDir: folder }), { code: 1, error: /key\.pem/ })
  writeFileSync(configFile, '{')
  t.match(await new DaemonProcess(configFile).ended, { code: 3, error: /is not JSON/ })
  t.match(await new DaemonProcess(join(folder, 'none')).ended, { code: 3, error: /cannot be read/ })

  const squatter = createServer().listen(0, '127.0.0.1')
  t.teardown(() => squatter.close())
  await once(squatter, 'listening')
  const listenPort = (squatter.address() as AddressInfo).port
  t.match(await failure({ listenPort }), { code: 1, error: /in use/ })
  const tokenFile = join(folder, 'token')
  writeFileSync(tokenFile, 'secret')
  const notAHub = await failure({ lab: { hubPort: 1, tokenFile } })
  t.match(notAHub, { code: 1, error: /port 1/ })
  t.notMatch(notAHub.error, /secret/)

  const database = join(dataDir, 'appliance.db')
  const setVersion = (version: number): void => {
    const db = new Sqlite(database)
    db.pragma(`user_version = ${version}`)
    db.close()
  }
  setVersion(7)
  t.match(await failure({}), { code: 1, error: /schema version 7/ })
  setVersion(1)
  truncateSync(database, 4096)
  t.match(await failure({}), { code: 1, error: /appliance\.db is damaged/ })
  rmSync(database)
  t.match(await failure({}), { code: 1, error: /expected the data of an earlier run/ })
})
