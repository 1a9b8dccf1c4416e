import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { ask, invoke, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

t.test('SEC-01: a witness is asked by the lab’s owner alone, and for nothing else', async (t) => {
  const dataDir = t.testdir()
  const { name, hostname, siteHostname, tlsPort } = standaloneConfig('witness', dataDir)
  const host = {
    name,
    hostname,
    siteHostname,
    tlsPort,
    dataDir,
    lab: null,
    logLevel: 'silent',
  } as const
  const witness = await startDaemon(
    { ...host, runs: 'witness', address: '192.0.2.12' },
    (error) => {
      throw error
    },
  )
  t.teardown(() => witness.close())
  const { port } = witness
  const paths = ['operations/witness-status', 'operations/set-pre-shared-key']
  for (const path of paths)
    for (const headers of [{}, { authorization: 'Bearer 0123' }, { cookie: 'login=0123' }]) {
      const { status, body } = await ask(port, 'POST', `/api/admin/v1/${path}`, { headers })
      t.equal(status, 401, `${path} ${JSON.stringify(headers)}`)
      t.match(JSON.parse(body), { ok: false, refusal: { code: 'unauthorised' } })
    }
  for (const path of ['files', 'files/0123', 'update-files'])
    for (const method of ['GET', 'POST', 'PUT']) {
      const authorization = `Bearer ${tokenOf(dataDir)}`
      const { status } = await ask(port, method, `/api/admin/v1/${path}`, {
        headers: { authorization },
      })
      t.equal(status, 404, `${method} ${path}: it takes and gives no files, not even its owner's`)
    }
  t.match(await invoke(port, dataDir, 'witness-status'), {
    ok: true,
    value: { hasPreSharedKey: false, votes: [] },
  })
  t.match(await invoke(port, dataDir, 'list-users'), { refusal: { code: 'unknown-operation' } })
})
