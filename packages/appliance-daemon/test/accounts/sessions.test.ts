import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { ask, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

const route = (operation: string): string => `/api/admin/v1/operations/${operation}`

t.test('SEC-02: sessions over HTTPS', async (t) => {
  const dataDir = t.testdir()
  const config = {
    ...standaloneConfig('a', dataDir),
    logFile: join(dataDir, 'log'),
    logLevel: 'debug',
  } as const
  const daemon = await startDaemon(config, (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const call = async (operation: string, input: object, headers: Record<string, string> = {}) => {
    const answer = await ask(daemon.port, 'POST', route(operation), {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    })
    return { ...answer, said: JSON.parse(answer.body) }
  }
  const secrets = { old: 'Evora-1-olive-oil', now: 'Braga-2-cork-oak' }
  const admin = { interface: 'login', username: 'admin' }
  t.match(await call('log-in', { ...admin, password: 'wrong-Faro-3-sardine' }), { status: 401 })
  const change = { ...admin, password: 'password', newPassword: secrets.old }
  t.match(await call('change-password', change), { status: 200 })
  const login = await call('log-in', { ...admin, password: secrets.old })
  const { csrf, session } = login.said.value
  const [cookie = ''] = [login.headers['set-cookie'] ?? ''].flat()
  const token = cookie.split(';')[0]?.split('=')[1] ?? ''
  const page = { cookie: `__Host-understudy-login=${token}`, 'x-csrf-token': csrf }

  await t.test('the token is in a cookie that no script reads, and not in the body', async (t) => {
    t.match(
      cookie,
      /^__Host-understudy-login=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    )
    t.equal(session, undefined)
    t.equal(login.headers['cache-control'], 'no-store')
  })

  await t.test(
    'cookie and token together open what the account may do, and nothing else',
    async (t) => {
      t.match(await call('status', {}, page), { status: 200 })
      t.match(await call('check-for-updates', {}, page), {
        status: 403,
        said: { refusal: { code: 'forbidden' } },
      })
      t.match(await call('status', {}, { cookie: page.cookie }), {
        status: 403,
        said: { refusal: { code: 'csrf-refused' } },
      })
      t.match(await call('status', {}, { 'x-csrf-token': csrf }), { status: 401 })
      const guessed = { ...page, cookie: `__Host-understudy-login=${'A'.repeat(43)}` }
      t.match(await call('status', {}, guessed), { status: 401 })
      t.match(
        await call('status', {}, { ...page, authorization: 'Bearer 00' }),
        { status: 401 },
        'a wrong token is no session',
      )
    },
  )

  await t.test('SEC-03: a stranger gets nobody to read a long body', async (t) => {
    const long = await call('log-in', { ...admin, password: 'x'.repeat(9_000) })
    t.match(long, { status: 413, said: { refusal: { code: 'too-large' } } })
  })

  await t.test('SEC-02: what a logged-in account changes ends with its logout', async (t) => {
    const again = { ...admin, password: secrets.old, newPassword: secrets.now }
    t.match(await call('change-password', again, page), { status: 200 })
    t.match(await call('who-am-i', {}, page), {
      said: { value: { account: { username: 'admin' } } },
    })
    const left = await call('log-out', {}, page)
    t.match(String(left.headers['set-cookie']), /Max-Age=0/)
    t.match(await call('who-am-i', {}, page), { status: 401 })
  })

  await t.test('SEC-01: no password or token is in any file of the appliance', async (t) => {
    await call(
      'add-api-account',
      { name: 'ic', permissions: [] },
      { authorization: `Bearer ${tokenOf(dataDir)}` },
    )
    const texts = filesBelow(dataDir).map((file) => readFileSync(file, 'latin1'))
    for (const secret of [...Object.values(secrets), 'wrong-Faro-3', token, csrf])
      t.notOk(
        texts.some((text) => text.includes(secret)),
        secret.slice(0, 6),
      )
    t.ok(
      texts.some((text) => text.includes('scrypt$16384$8$5$')),
      'but its hash is',
    )
  })
})

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
