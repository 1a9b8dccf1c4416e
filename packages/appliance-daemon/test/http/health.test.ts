import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { ask, invoke } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'
import { packageAtHand } from '../support/package-at-hand.ts'

t.test('LAB-04: health has one truth for GET, HEAD and OPTIONS, also in maintenance', async (t) => {
  const dataDir = t.testdir()
  const software = { base: '3.2.4', site: '11.1.0' }
  const daemon = await startDaemon({ ...standaloneConfig('a', dataDir), software }, (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const statusesOf = async (path: string): Promise<readonly number[]> =>
    await Promise.all(
      ['GET', 'HEAD', 'OPTIONS'].map(async (method) => {
        const { status, headers, body } = await ask(daemon.port, method, path)
        t.equal(headers['cache-control'], 'no-store', `${method} ${path}`)
        if (method === 'OPTIONS') t.match(headers, { allow: 'GET, HEAD, OPTIONS' })
        if (method !== 'GET') t.equal(body, '')
        return status
      }),
    )
  const expectAll = async (expected: Readonly<Record<string, number>>): Promise<void> => {
    for (const [path, status] of Object.entries(expected))
      t.same(await statusesOf(path), [status, status, status], path)
  }
  const roles = { '/health/primary': 503, '/health/backup': 503 }
  await expectAll({
    '/': 200,
    '/healthz': 200,
    '/health/live': 200,
    '/health/ready': 200,
    ...roles,
  })
  const { body } = await ask(daemon.port, 'GET', '/health/ready')
  t.same(JSON.parse(body), { status: 'ok', question: 'ready', role: 'none', state: 'serving' })

  // Outside a lab there is no update server: the file is at hand.
  const file = packageAtHand('Base 3.3.2', { dataDir, guid: daemon.guid })
  t.equal((await invoke(daemon.port, dataDir, 'upload-update', { file })).status, 200)
  const update = { package: 'Base 3.3.2', acceptEula: true }
  t.equal((await invoke(daemon.port, dataDir, 'install-update', update)).status, 200)
  await expectAll({
    '/': 503,
    '/healthz': 503,
    '/health/live': 200,
    '/health/ready': 503,
    ...roles,
  })
  t.equal((await ask(daemon.port, 'GET', '/health/other')).status, 404)
})
