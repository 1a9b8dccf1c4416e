import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startDaemon } from '../../../src/daemon.ts'
import { ask, invoke } from '../../support/admin.ts'
import { apiPassword, apiUser } from '../../support/api-user.ts'
import { standaloneConfig } from '../../support/config.ts'
import { packageAtHand } from '../../support/package-at-hand.ts'

t.test('SPEC 7: the XML APIs over HTTPS', async (t) => {
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
  const { port } = daemon
  const all = await apiUser({ port, dataDir }, 'all', [
    'administer',
    'use-command-api',
    'use-reporting-api',
  ])
  const reports = await apiUser({ port, dataDir }, 'reports', ['use-reporting-api'])
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const get = (path: string) => ask(port, 'GET', path)
  const errorOf = (body: string): string | undefined => />(.*)<[/]error>/.exec(body)?.[1]

  await t.test(
    'API-03: every form of a request that programs send is answered alike',
    async (t) => {
      const query = `${all}&action=get_api_info`
      const answers = [
        await get(`/api/command?${query}`),
        await get(`/api/command.ns?${query}`),
        await ask(port, 'POST', '/api/command', { body: query, headers: form }),
        await ask(port, 'POST', `/api/command?${query}`),
        await ask(port, 'POST', `/api/command.ns?${query}`, { body: '', headers: form }),
        await ask(port, 'POST', `/api/command?action=get_api_info`, { body: all, headers: form }),
      ]
      for (const { status, body } of answers) {
        t.equal(status, 200)
        t.match(body, /<api_version>1[.]8[.]0<[/]api_version>/)
      }
      t.equal(errorOf((await get('/api/command?')).body), 'Login failed', 'nothing after the ?')
      const several = { 'content-type': 'multipart/form-data; boundary=x' }
      const multipart = await ask(port, 'POST', '/api/command', { body: query, headers: several })
      t.equal(errorOf(multipart.body), 'Login failed', 'multipart is not supported')
    },
  )

  await t.test(
    'API-03: head and form of an answer are those that old programs rely on',
    async (t) => {
      const { headers, body } = await get(`/api/command?${all}&action=get_api_info`)
      t.match(headers, {
        server: 'Apache',
        connection: 'close',
        'transfer-encoding': 'chunked',
        'content-type': 'text/xml; charset=UTF-8',
        'cache-control': 'must-revalidate, no-cache, no-store, post-check=0, pre-check=0, private',
        'strict-transport-security': 'max-age=31536000',
        'x-frame-options': 'SAMEORIGIN',
        'x-content-type-options': 'nosniff',
        vary: 'X-Requested-With,Authorization',
      })
      const [declaration, empty, root, ...elements] = body.trimEnd().split('\n')
      t.equal(declaration, '<?xml version="1.0" encoding="UTF-8"?>')
      t.equal(empty, '')
      t.match(root, /^<api_information xmlns="[^"]+">$/)
      t.equal(elements.pop(), '</api_information>')
      for (const line of elements) t.match(line, /^\t+<[^<>]+>([^<>]*<[/][^<>]+>)?$/, line)
    },
  )

  await t.test('API-04: whoever is not known, or may not, gets the product’s errors', async (t) => {
    const refused = async (query: string): Promise<string | undefined> => {
      const { status, body } = await get(query)
      t.equal(status, 200)
      return errorOf(body)
    }
    const permission = 'You do not have permission to perform this action.'
    t.equal(await refused('/api/command?action=get_api_info'), 'Login failed')
    t.equal(
      await refused('/api/command?username=all&password=x&action=get_api_info'),
      'Login failed',
    )
    t.equal(await refused('/api/reporting?username=a%20b&password=x'), 'Login failed')
    t.equal(await refused('/api/reporting?username=admin&password=password'), 'Login failed')
    t.equal(await refused(`/api/command?${reports}&action=none`), 'Invalid action')
    await invoke(port, dataDir, 'set-setting', { key: 'api/commands', value: 'always' })
    t.equal(await refused(`/api/command?${reports}&action=check_health`), permission)
    const commands = await apiUser({ port, dataDir }, 'commands', ['use-command-api'])
    t.equal(await refused(`/api/command?${commands}&action=check_health`), permission)
    t.equal(await refused(`/api/reporting?${commands}`), permission)
    t.equal(await refused(`/api/reporting?${all}&generate_report=none`), 'Invalid report type.')
  })

  await t.test('API-02: stored sessions are reported, by period and by LSID', async (t) => {
    const sample = { sessions: 300, recordings: 1, recordingBytes: 1_000, seed: 'api' }
    t.equal((await invoke(port, dataDir, 'load-sample-data', sample)).status, 200)
    const report = (rest: string) => get(`/api/reporting?${reports}&generate_report=${rest}`)
    const { body } = await report('SupportSessionListing')
    const lsids = [...body.matchAll(/lsid="([0-9a-f]{32})"/g)].map(([, lsid]) => lsid)
    t.equal(new Set(lsids).size, 300)
    const recorded = /lsid="(\w+)"[^>]*has_recording="1"/.exec(body)?.[1]
    const one = await report(`SupportSession&lsid=${recorded}`)
    t.match(one.body, /<session_recording_download_url>/)
    const recording = await report(`SupportSessionRecording&lsid=${recorded}`)
    t.equal(recording.bytes.length, 1_000)
    t.match(recording.headers, { 'content-length': '1000', connection: 'close' })
    const gone = await report(`SupportSessionRecording&lsid=${lsids.find((l) => l !== recorded)}`)
    t.match(errorOf(gone.body), /can no longer be viewed/)
    t.match(
      (await report('SupportSession&end_time=0&duration=60')).body,
      /<session_list[^>]*>\n<[/]/,
    )
    t.match((await report('SupportSession&end_date=2000-01-01&duration=0')).body, /Sample issue/)
    t.equal(
      errorOf((await report(`SupportSession&lsid=${'0'.repeat(32)}`)).body)?.slice(0, 17),
      'No Support report',
    )
  })

  await t.test(
    'API-03: /check_health asks for no login, and says 500 in maintenance',
    async (t) => {
      const probe = async (method: string) => {
        const { status, body } = await ask(port, method, '/check_health')
        return [status, body === '']
      }
      t.same(await probe('GET'), [200, false])
      t.same(await probe('HEAD'), [200, true])
      t.same(await probe('OPTIONS'), [200, true])
      const file = packageAtHand('Bomgar-12.3.1', { dataDir, guid: daemon.guid })
      t.equal((await invoke(port, dataDir, 'upload-update', { file })).status, 200)
      const update = { package: 'Bomgar-12.3.1', acceptEula: true }
      t.equal((await invoke(port, dataDir, 'install-update', update)).status, 200)
      t.same(await probe('GET'), [500, false])
      t.same(await probe('HEAD'), [500, true])
      t.same(await probe('OPTIONS'), [500, true])
      const { body } = await get(`/api/command?${all}&action=check_health`)
      t.match(body, /<success>0<[/]success>\n\t<error_message>a is installing Bomgar-12.3.1/)
      const refused = await get(`/api/reporting?${reports}&generate_report=SupportSession`)
      t.match(errorOf(refused.body), /^a is installing/)
    },
  )

  await t.test('API-02: the schemas are served to everybody', async (t) => {
    for (const api of ['command', 'reporting']) {
      const { status, headers, body } = await get(`/api/${api}.xsd`)
      t.equal(status, 200)
      t.match(headers['content-type'], /^text[/]xml/)
      t.match(body, /<xs:schema /)
    }
  })

  await t.test(
    'API-08: no password is in the log, or in what a wrong method is told',
    async (t) => {
      const put = await ask(port, 'PUT', `/api/command?${all}&action=get_api_info`)
      t.match(put, { status: 404, body: /found PUT [/]api[/]command[.]/ })
      t.notMatch(put.body, new RegExp(apiPassword))
      t.notMatch(readFileSync(config.logFile, 'utf8'), new RegExp(apiPassword))
    },
  )
})
