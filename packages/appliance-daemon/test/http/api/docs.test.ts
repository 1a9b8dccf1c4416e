import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { OutputOf } from '@understudy/shared'
import t from 'tap'
import { startDaemon } from '../../../src/daemon.ts'
import { invoke } from '../../support/admin.ts'
import { apiPassword, apiUser } from '../../support/api-user.ts'
import { standaloneConfig } from '../../support/config.ts'

const page = fileURLToPath(new URL('../../../../../../docs/API.md', import.meta.url))

/** The commands of the page's examples, in their order. */
const examples = [...readFileSync(page, 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .filter((line) => line.startsWith('curl '))

t.test('API-03, API-04, API-05: the examples of docs/API.md work as they stand', async (t) => {
  const dataDir = t.testdir()
  const config = { ...standaloneConfig('a', dataDir), software: { base: '5.0.0', site: '16.1.1' } }
  const daemon = await startDaemon(config, (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const { port } = daemon
  await apiUser({ port, dataDir }, 'ops', ['use-command-api', 'use-reporting-api'])
  const made = await invoke(port, dataDir, 'add-api-account', {
    name: 'watchdog',
    permissions: ['use-command-api', 'use-backup-api'],
  })
  const { clientId, clientSecret } = made.value as unknown as OutputOf<'add-api-account'>
  const env: Record<string, string> = {
    ...{ PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: String(port) },
    ...{ PASSWORD: apiPassword, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, TOKEN: '' },
  }
  const expected: readonly RegExp[] = [
    /"access_token":/,
    /^$/,
    /<api_version>1[.]15[.]0</,
    /^The appliance is healthy[.]$/,
    /<health_check /,
    /<session_list /,
  ]
  t.equal(examples.length, expected.length)
  for (const [at, line] of examples.entries()) {
    const { stdout } = await promisify(execFile)('sh', ['-c', line.replace('curl ', 'curl -sS ')], {
      cwd: dataDir,
      env,
    })
    t.match(stdout, expected[at], line)
    if (stdout.includes('access_token')) env['TOKEN'] = JSON.parse(stdout).access_token
  }
  t.ok(statSync(join(dataDir, 'backup.nsb')).size > 500, 'the backup was saved')
})
