import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { ask, invoke, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

const passphrase = 'planted: never in clear anywhere'

async function daemonOf(t: Test, name: string, dataDir: string) {
  const logFile = join(dataDir, '..', `${name}.log`)
  const config = { ...standaloneConfig(name, dataDir), logLevel: 'debug', logFile } as const
  const { port } = await startDaemon(config, (error) => {
    throw error
  }).then((daemon) => {
    t.teardown(() => daemon.close())
    return daemon
  })
  const authorization = `Bearer ${tokenOf(dataDir)}`
  return {
    port,
    authorization,
    logFile,
    do: async (operation: string, input: unknown = {}) =>
      (await invoke(port, dataDir, operation, input)) as {
        ok: boolean
        value?: Record<string, unknown>
        refusal?: { code: string }
      },
  }
}

/** A file's bytes out of or into an appliance. */
function transfer(
  { port, authorization }: { port: number; authorization: string },
  file: string,
  bytes?: Buffer,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const path = `/api/admin/v1/files${file === '' ? '' : `/${file}`}`
    const headers = { authorization, 'content-type': 'application/octet-stream' }
    const method = bytes === undefined ? 'GET' : 'POST'
    const target = { host: '127.0.0.1', port, path, method, headers, agent: false }
    const asked = request({ ...target, rejectUnauthorized: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve(Buffer.concat(parts)))
    })
    asked.on('error', reject)
    asked.end(bytes)
  })
}

t.test('BAK-01: over HTTPS a backup goes from one box to another', async (t) => {
  const folder = t.testdir({ a: {}, b: {} })
  const [a, b] = await Promise.all(['a', 'b'].map((name) => daemonOf(t, name, join(folder, name))))
  if (a === undefined || b === undefined) return
  await a.do('load-sample-data', { sessions: 3_000, recordings: 0, recordingBytes: 1, seed: 's' })
  await a.do('set-setting', { key: 'motd', value: 'Back at nine' })
  const made = await a.do('download-backup', { loggedHistory: true, passphrase })
  t.match(made.value, { sessions: 3_000, settings: 1, encrypted: true })
  const bytes = await transfer(a, String(made.value?.['file']))
  t.equal(bytes.length, made.value?.['sizeBytes'])
  const held = JSON.parse((await transfer(b, '', bytes)).toString()).value as { file: string }

  await t.test('SEC-01: not without the token, not without the passphrase', async (t) => {
    for (const [method, path] of [
      ['GET', `/api/admin/v1/files/${made.value?.['file']}`],
      ['POST', '/api/admin/v1/files'],
    ] as const)
      t.equal((await ask(a.port, method, path)).status, 401)
    const refused = await b.do('upload-backup', { file: held.file })
    t.match(refused, { status: 400, refusal: { code: 'passphrase-needed' } })
  })

  const restored = await b.do('upload-backup', { file: held.file, passphrase })
  t.match(restored.value, { sessions: 3_000, settings: 1 })
  t.same((await b.do('list-settings')).value, { motd: 'Back at nine' })
  t.match((await b.do('status')).value, { sessions: { stored: 3_000 } })

  await t.test('SEC-03: what is no file, or no such file, is refused', async (t) => {
    const json = { authorization: a.authorization, 'content-type': 'application/json' }
    t.equal((await ask(a.port, 'POST', '/api/admin/v1/files', { headers: json })).status, 400)
    for (const name of ['..%2fappliance.db', 'appliance.db', '%00', 'f'.repeat(32)])
      t.match((await transfer(a, name)).toString(), /no-such-file/)
    const noise = JSON.parse((await transfer(b, '', randomBytes(100_000))).toString())
    t.match(await b.do('upload-backup', noise.value), { refusal: { code: /invalid-input/ } })
    t.match(await b.do('upload-backup', { file: noise.value.file }), {
      refusal: { code: 'backup-damaged' },
    })
  })

  await t.test('only the newest files are kept', async (t) => {
    for (let i = 0; i < 6; i++) await transfer(b, '', Buffer.from('x'))
    t.equal(readdirSync(join(folder, 'b', 'files')).length, 4)
  })

  await t.test('SEC-01: the passphrase and the backup are nowhere in clear', async (t) => {
    for (const place of [a.logFile, b.logFile, join(folder, 'a'), join(folder, 'b')])
      t.notOk(textUnder(place).includes(passphrase), place)
    t.notOk(bytes.includes('Back at nine'))
  })
})

const textUnder = (path: string): string => {
  try {
    return readdirSync(path)
      .map((name) => textUnder(join(path, name)))
      .join('')
  } catch {
    return readFileSync(path, 'latin1')
  }
}
