import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputOf } from '@understudy/shared'
import t from 'tap'
import { startDaemon } from '../../../src/daemon.ts'
import { ask, invoke } from '../../support/admin.ts'
import { apiPassword, apiUser } from '../../support/api-user.ts'
import { standaloneConfig } from '../../support/config.ts'

t.test('API-04: clients of the APIs get tokens, and use them', async (t) => {
  const dataDir = t.testdir()
  const config = {
    ...standaloneConfig('a', dataDir),
    software: { base: '5.0.0', site: '16.1.1' },
    logFile: join(dataDir, 'log'),
    logLevel: 'debug',
  } as const
  const daemon = await startDaemon(config, (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const { port } = daemon
  const set = (key: string, value: string) => invoke(port, dataDir, 'set-setting', { key, value })
  const clientOf = async (permissions: readonly string[]) => {
    const made = await invoke(port, dataDir, 'add-api-account', { name: 'ic', permissions })
    return made.value as unknown as OutputOf<'add-api-account'>
  }
  const basic = (id: string, secret: string) =>
    `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  const form = 'application/x-www-form-urlencoded'
  const grant = 'grant_type=client_credentials'
  const client = await clientOf(['use-command-api', 'use-backup-api'])
  const token = async (
    headers: Record<string, string>,
    body: string,
  ): Promise<{ status: number; said: Record<string, unknown> }> => {
    const answer = await ask(port, 'POST', '/oauth2/token', { headers, body })
    return { status: answer.status, said: JSON.parse(answer.body) }
  }
  const { clientId, clientSecret } = client
  const byBasic = { authorization: basic(clientId, clientSecret), 'content-type': form }
  const bearer = async (): Promise<{ authorization: string }> => {
    const { said } = await token(byBasic, grant)
    return { authorization: `Bearer ${said['access_token']}` }
  }

  await t.test('by Basic authentication, in the form, or as JSON', async (t) => {
    const fields = { client_id: clientId, client_secret: clientSecret }
    const inForm = `${grant}&${new URLSearchParams(fields)}`
    const asJson = JSON.stringify({ grant_type: 'client_credentials', ...fields })
    for (const answer of [
      await token(byBasic, grant),
      await token({ 'content-type': form }, inForm),
      await token({ 'content-type': 'application/json' }, asJson),
    ])
      t.match(answer, { status: 200, said: { token_type: 'Bearer', expires_in: 3_600 } })
  })

  await t.test('a wrong secret, an unknown client and another grant are refused', async (t) => {
    const refused = {
      status: 401,
      said: { error: 'invalid_client', message: 'Client authentication failed.' },
    }
    const wrong = (id: string, secret: string) => ({ ...byBasic, authorization: basic(id, secret) })
    t.match(await token(wrong(clientId, 'x'), grant), refused)
    t.match(await token(wrong('0'.repeat(32), clientSecret), grant), refused)
    t.match(await token({ 'content-type': 'application/json' }, '[]'), { status: /^40[01]$/ })
    t.match((await token(byBasic, 'grant_type=password')).status, 400)
  })

  await t.test('a token opens what its client may do, and says how often more', async (t) => {
    const headers = await bearer()
    const health = await ask(port, 'GET', '/api/command?action=check_health', { headers })
    t.match(health.body, /<success>1<[/]success>/)
    t.match(health.headers, { 'x-ratelimit-limit': '15000', 'x-ratelimit-remaining': '14999' })
    const report = await ask(port, 'GET', '/api/reporting?generate_report=SupportSession', {
      headers,
    })
    t.match(report.body, /You do not have permission/)
  })

  await t.test('a client that asks far too often is told so with 429', async (t) => {
    const hasty = await clientOf(['use-command-api'])
    const authorization = basic(hasty.clientId, hasty.clientSecret)
    const { said } = await token({ ...byBasic, authorization }, grant)
    const headers = { authorization: `Bearer ${said['access_token']}` }
    const info = () => ask(port, 'GET', '/api/command?action=get_api_info', { headers })
    let refused: Awaited<ReturnType<typeof info>> | undefined
    // A hundred at once are all allowed where they take five seconds: a slow machine is asked more often.
    for (let burst = 0; refused === undefined && burst < 20; burst++) {
      const answers = await Promise.all(Array.from({ length: 100 }, info))
      refused = answers.find(({ status }) => status === 429)
    }
    t.match(refused?.body, /<error[^>]*>Too many requests at a time/)
    t.match(refused?.headers, {
      'x-ratelimit-limit': '15000',
      'x-ratelimit-remaining': /^1[34]\d\d\d$/,
    })
  })

  await t.test(
    'one that is nobody’s gets 401, and so does one whose client is removed',
    async (t) => {
      const other = await clientOf(['use-command-api'])
      const { said } = await token(
        { ...byBasic, authorization: basic(other.clientId, other.clientSecret) },
        grant,
      )
      const headers = { authorization: `Bearer ${said['access_token']}` }
      const info = () => ask(port, 'GET', '/api/command?action=get_api_info', { headers })
      t.equal((await info()).status, 200)
      await invoke(port, dataDir, 'remove-api-account', { clientId: other.clientId })
      const gone = await info()
      t.match(gone, { status: 401, headers: { 'www-authenticate': /invalid_token/ } })
      t.match(JSON.parse(gone.body), { error: 'access_denied' })
      const guess = { headers: { authorization: 'Bearer x' } }
      t.equal((await ask(port, 'GET', '/api/command', guess)).status, 401)
    },
  )

  await t.test('the 31st token of a client pushes out its first', async (t) => {
    const first = await bearer()
    const status = async () =>
      (await ask(port, 'GET', '/api/command?action=get_api_info', { headers: first })).status
    for (let i = 0; i < 29; i++) await bearer()
    t.equal(await status(), 200)
    await bearer()
    t.equal(await status(), 401)
  })

  await t.test('API-05: the backup comes by the API, plain or with a passphrase', async (t) => {
    const headers = await bearer()
    const plain = await ask(port, 'GET', '/api/backup', { headers })
    t.match(plain.headers, { 'content-disposition': /backup[.]nsb/ })
    t.equal(Number(plain.headers['content-length']), plain.bytes.length)
    const path = '/api/admin/v1/files'
    const owner = {
      authorization: `Bearer ${readFileSync(join(dataDir, 'admin-token'), 'utf8').trim()}`,
    }
    const restored = async (bytes: Buffer, passphrase?: string) => {
      const put = { headers: { ...owner, 'content-type': 'application/octet-stream' }, body: bytes }
      const { file } = JSON.parse((await ask(port, 'POST', path, put)).body).value
      return await invoke(port, dataDir, 'upload-backup', {
        file,
        ...(passphrase && { passphrase }),
      })
    }
    const secret = await ask(port, 'POST', '/api/backup.ns', {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'a passphrase of ours' }),
    })
    t.notOk((await restored(secret.bytes)).ok, 'it is encrypted')
    t.ok((await restored(secret.bytes, 'a passphrase of ours')).ok)
    t.ok((await restored(plain.bytes)).ok)
    for (const body of ['{"password":', '"a passphrase"', '{"password":7}']) {
      const json = { ...headers, 'content-type': 'application/json' }
      const answer = await ask(port, 'POST', '/api/backup', { headers: json, body })
      t.match(answer.body, />Invalid request[.]</, `${body} is not taken for no passphrase`)
    }
    const wrong = await ask(port, 'GET', '/api/backup?username=admin&password=x')
    t.match(wrong, { status: 200, body: /<error[^>]*>Invalid credentials<[/]error>/ })
  })

  await t.test('API-04: from 16.1 on a site may do without passwords', async (t) => {
    const user = await apiUser({ port, dataDir }, 'ops', ['use-command-api'])
    const info = async () =>
      (await ask(port, 'GET', `/api/command?${user}&action=get_api_info`)).body
    t.match(await info(), /<api_version>/)
    await set('api/passwords', 'never')
    t.match(await info(), /Login failed/)
  })

  await t.test('API-08: no secret, token or password is in the log', (t) => {
    const log = readFileSync(config.logFile, 'utf8')
    for (const secret of [clientSecret, apiPassword, 'a passphrase of ours'])
      t.notOk(log.includes(secret))
    t.end()
  })
})

t.test('API-04: before 16.1 there are no tokens', async (t) => {
  const dataDir = t.testdir()
  const daemon = await startDaemon(standaloneConfig('a', dataDir), (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = 'grant_type=client_credentials'
  const { status } = await ask(daemon.port, 'POST', '/oauth2/token', { headers, body })
  t.equal(status, 404)
})
