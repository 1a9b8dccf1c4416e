import { placedPages } from '@understudy/appliance-pages'
import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { ask } from '../support/admin.ts'
import { Browser } from '../support/browser.ts'
import { standaloneConfig } from '../support/config.ts'
import { packageBytes } from '../support/package-at-hand.ts'

const failover = '/login/management/failover'
const password = 'Evora-1-olive-oil'

t.test('WEB-01: the pages of a daemon', async (t) => {
  const daemon = await startDaemon(standaloneConfig('a', t.testdir()), (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const { port } = daemon
  const browser = new Browser(port)

  await t.test(
    'WEB-02: a fresh box forces a change of the password, on each interface',
    async (t) => {
      for (const which of ['login', 'appliance']) {
        t.match(await browser.get(`/${which}/${which === 'login' ? 'my-account' : 'users'}`), {
          path: `/${which}`,
        })
        t.match(await browser.logIn(which, 'admin', 'wrong'), {
          status: 401,
          body: /data-refusal="login-failed"/,
        })
        const first = await browser.logIn(which, 'admin', 'password')
        t.match(first, { status: 200, body: /Choose a new password/ })
        t.match(
          await browser.send(first, 'sync-now'),
          { body: /data-refusal/ },
          'nothing else before',
        )
        t.match(
          await browser.send(first, 'change-password', {
            password: 'password',
            newPassword: 'short',
          }),
          { status: 400, body: /data-refusal="weak-password"/ },
        )
        const changed = await browser.send(first, 'change-password', {
          password: 'password',
          newPassword: password,
        })
        t.match(changed, { status: 200, body: /<nav class="sections"/ })
      }
    },
  )

  await t.test('SEC-02: cookies are read by no script and sent by no other site', async (t) => {
    t.equal(browser.setCookies.length, 4)
    for (const cookie of browser.setCookies)
      t.match(
        cookie,
        /^__Host-understudy-(login|appliance)(-csrf)?=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      )
  })

  await t.test('WEB-03: every page of both menus answers', async (t) => {
    for (const { path } of placedPages) {
      const { status, headers, body } = await browser.get(path)
      t.equal(status, 200, path)
      t.match(body, /aria-current="page"/)
      t.match(String(headers['content-security-policy']), /default-src 'none'/)
      t.notMatch(body, /<script(?! src="\/assets\/)|style=|onclick=/)
      t.equal(headers['cache-control'], 'no-store')
    }
    t.equal((await ask(port, 'GET', '/assets/pages.css')).status, 200)
  })

  await t.test('WEB-05: in the language that was chosen', async (t) => {
    const headers = { 'accept-language': 'pt-PT,pt;q=0.9' }
    t.match(await ask(port, 'GET', '/', { headers }), {
      body: /lang="pt-PT".*portal de apoio técnico/s,
    })
    t.match(await browser.get(`/language?to=pt-BR&back=${failover}`), {
      body: /Gerenciamento &gt; Failover|Gerenciamento > Failover/,
    })
    t.match(await browser.get('/language?to=en&back=https://evil.example.com/'), { path: '/' })
    t.match(await browser.get('/language?to=en&back=//evil.example.com'), { path: '/' })
  })

  await t.test(
    'WEB-05: a path that leads nowhere is a page for browsers, in their language, and JSON for programs',
    async (t) => {
      const headers = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'pt-PT' }
      for (const [path, start] of [
        ['/login/nowhere', '/login'],
        ['/appliance/x/y', '/appliance'],
        ['/nowhere/%22%3E%3Cimg%20src=x%3E', '/'],
      ] as const) {
        const answer = await ask(port, 'GET', path, { headers })
        t.match(answer, { status: 404, body: /lang="pt-PT".*não existe neste aparelho/s }, path)
        t.match(answer.body, `<a href="${start}">Voltar ao início</a>`)
        t.notMatch(answer.body, /<img|nowhere/)
        t.match(String(answer.headers['content-security-policy']), /default-src 'none'/)
      }
      const { status, body } = await ask(port, 'GET', '/login/nowhere', {
        headers: { accept: 'application/json' },
      })
      t.equal(status, 404)
      t.match(JSON.parse(body), { ok: false, refusal: { code: 'invalid-input' } })
    },
  )

  await t.test(
    'FO-01, WEB-06: a form asks for its operation, and a refusal keeps what was entered',
    async (t) => {
      const page = await browser.get(failover)
      const entered = {
        peerHost: 'support.example.com',
        peerPort: '443',
        reverseHost: '192.0.2.10',
        reversePort: '443',
      }
      t.match(await browser.send(page, 'establish-relationship', entered), {
        status: 409,
        body: /data-refusal="no-pre-shared-key".*value="support.example.com"/s,
      })
      t.match(await browser.send(page, 'set-backup-settings', { syncIntervalMs: '120' }), {
        status: 200,
        body: /role="status".*value="120"/s,
      })
      t.match(await browser.send(page, 'check-for-updates'), {
        status: 404,
        body: /data-refusal="unknown-operation"/,
      })
    },
  )

  await t.test('BAK-01: Download Backup gives a file, and Upload Backup restores it', async (t) => {
    const page = await browser.get('/login/management/software-management')
    const passphrase = 'Serra da Estrela'
    const given = await browser.send(page, 'download-backup', { passphrase, loggedHistory: 'true' })
    t.match(
      given.headers['content-disposition'],
      /attachment; filename="backup-support.example.com-12.2.0-\d+.nsb"/,
    )
    t.match(await browser.sendFile(page, 'upload-backup', given.bytes), {
      status: 400,
      body: /data-refusal="passphrase-needed"/,
    })
    t.match(await browser.sendFile(page, 'upload-backup', given.bytes, { passphrase }), {
      status: 200,
      body: /1 setting, 0 Jump Clients and 0 sessions were restored/,
    })
    t.match(
      await browser.sendFile(page, 'upload-update', given.bytes),
      { status: 404 },
      'not on this page',
    )
    const strangers = new Browser(port)
    t.equal((await strangers.get(given.path)).status, 401)
    t.match(await strangers.sendFile(page, 'upload-backup', given.bytes), { path: '/login' })
  })

  await t.test(
    'CLI-07: on the portal a customer asks for a session, and waits for a representative',
    async (t) => {
      const customer = new Browser(port)
      const portal = await customer.get('/')
      t.match(portal, { status: 200, body: /Request a support session/ })
      const evil = '<img src=x onerror=alert(1)>'
      const waiting = await customer.post('/', { customer: evil, issue: evil })
      t.match(waiting.path, /^\/session\/[0-9a-f]{32}$/)
      t.match(await customer.get(waiting.path), { body: /data-session="waiting"/ })
      t.match(await browser.get('/login/status/information'), { body: /0 in progress, 1 waiting/ })
      t.match(await customer.post(waiting.path, {}), { path: '/' })
      t.match(await browser.get('/login/status/information'), { body: /0 in progress, 0 waiting/ })
      t.match(await customer.get(waiting.path), { path: '/' }, 'it is over')
      t.match(await customer.post('/', { customer: '' }), { path: '/' })
    },
  )

  await t.test('SEC-02: a forged form does nothing', async (t) => {
    const page = await browser.get(failover)
    const forged = {
      ...page,
      body: page.body.replace(/name="csrf" value="[\w-]+"/g, 'name="csrf" value="x"'),
    }
    t.match(await browser.send(forged, 'set-backup-settings', { syncIntervalMs: '60' }), {
      status: 403,
      body: /data-refusal="csrf-refused"/,
    })
    const settings = { syncIntervalMs: '60' }
    for (const headers of [
      { origin: 'https://evil.example.com' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ])
      t.match(await browser.send(page, 'set-backup-settings', settings, headers), { status: 403 })
    t.match(
      await browser.send(page, 'set-backup-settings', settings, {
        origin: `https://127.0.0.1:${port}`,
      }),
      { status: 200 },
    )
  })

  await t.test('SEC-02: after the logout nothing is open', async (t) => {
    const page = await browser.get(failover)
    t.match(await browser.logOut(page), { path: '/login', body: /You are logged out/ })
    t.match(await browser.get(failover), { path: '/login' })
    t.match(
      await browser.get('/appliance/status/basics'),
      { path: '/appliance/status/basics' },
      'the other session goes on',
    )
  })

  await t.test(
    'SEC-02: 200 wrong logins lock the account, and others are served meanwhile',
    async (t) => {
      const wrong = await Promise.all(
        Array.from({ length: 200 }, () => new Browser(port).logIn('login', 'admin', 'wrong-again')),
      )
      t.same(
        wrong.filter(({ status }) => ![401, 423, 429].includes(status)),
        [],
      )
      t.match(await new Browser(port).logIn('login', 'admin', password), { status: 423 })
      t.match(await browser.get('/appliance/status/basics'), { status: 200 })
    },
  )

  await t.test(
    'UPD-04, UPD-06: Manual Installation: a file is uploaded, the agreement read, and the site closes',
    async (t) => {
      const path = '/appliance/support/updates'
      const page = await browser.get(path)
      t.match(await browser.sendFile(page, 'upload-update', Buffer.from('no package')), {
        status: 400,
        body: /data-refusal="package-/,
      })
      t.match(await browser.send(page, 'make-download-key'), { body: /BEGIN KEY.*END KEY/s })
      const bytes = Buffer.from(packageBytes('Bomgar-12.3.1', daemon.guid))
      const agreement = await browser.sendFile(page, 'upload-update', bytes)
      t.match(agreement, { status: 200, body: /END USER LICENCE AGREEMENT.*name="acceptEula"/s })
      t.match(await browser.send(agreement, 'install-update'), {
        status: 409,
        body: /data-refusal="eula-not-accepted"/,
      })
      t.match(await browser.send(agreement, 'install-update', { acceptEula: 'true' }), {
        status: 200,
        body: /Installing Bomgar-12.3.1.*<progress/s,
      })
      t.match(await browser.get('/login/management/failover'), {
        status: 503,
        body: /Software is being installed/,
      })
    },
  )
})
