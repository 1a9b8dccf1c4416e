import { statSync } from 'node:fs'
import { join } from 'node:path'
import { operationNames, refusalCodes } from '@understudy/shared'
import t from 'tap'
import { startDaemon } from '../../src/daemon.ts'
import { refusalStatus } from '../../src/http/refusal-status.ts'
import { ask, invoke, tokenOf } from '../support/admin.ts'
import { standaloneConfig } from '../support/config.ts'

t.test('WEB-06: the admin API', async (t) => {
  const dataDir = t.testdir()
  const daemon = await startDaemon(standaloneConfig('a', dataDir), (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const { port } = daemon
  const path = '/api/admin/v1/operations/status'
  const bearer = { authorization: `Bearer ${tokenOf(dataDir)}` }
  const json = { ...bearer, 'content-type': 'application/json' }

  await t.test('SEC-01: asks for the token, which is in a file of its owner', async (t) => {
    t.equal(statSync(join(dataDir, 'admin-token')).mode & 0o777, 0o600)
    const wrong = { authorization: 'Bearer 0123' }
    for (const headers of [{}, wrong, { authorization: tokenOf(dataDir) }]) {
      const answer = await ask(port, 'POST', path, { headers })
      t.equal(answer.status, 401)
      t.match(JSON.parse(answer.body), { ok: false, refusal: { code: 'unauthorised' } })
    }
    t.equal((await ask(port, 'POST', path, { headers: bearer })).status, 200)
  })

  await t.test('answers operations, and refusals with their status', async (t) => {
    t.match(await invoke(port, dataDir, 'status'), { status: 200, ok: true, value: { name: 'a' } })
    t.match(await invoke(port, dataDir, 'sync-now'), { status: 409, ok: false })
    t.match(await invoke(port, dataDir, 'sync-now', { surprise: 1 }), {
      status: 400,
      refusal: { code: 'invalid-input' },
    })
    t.match(await invoke(port, dataDir, 'sync-noe'), {
      status: 404,
      refusal: { code: 'unknown-operation', message: /Did you mean "sync-now"/ },
    })
  })

  await t.test('SEC-03: malformed and oversized requests are refused', async (t) => {
    const post = (body: string, headers = json) => ask(port, 'POST', path, { body, headers })
    t.match(await post('{"a":'), { status: 400, body: /invalid-input/ })
    t.match(await post('{"__proto__":{"a":1}}'), { status: 400, body: /invalid-input/ })
    t.match(await post(`"${'x'.repeat(1024 * 1024)}"`), { status: 413, body: /too-large/ })
    t.match(await post('<a/>', { ...json, 'content-type': 'text/xml' }), { status: 415 })
    t.match(await ask(port, 'GET', '/nothing/here'), { status: 404, body: /nothing/ })
    t.equal((await ask(port, 'GET', '/healthz')).status, 200)
  })

  await t.test('FO-02: proves its key over a nonce, and nothing else of it', async (t) => {
    const prove = async (nonce: string) =>
      (await invoke(port, dataDir, 'prove-pre-shared-key', { nonce })) as unknown as {
        value: { proof: string }
      }
    const set = (key: string) => invoke(port, dataDir, 'set-pre-shared-key', { key })
    const [one, other] = ['01'.repeat(16), '02'.repeat(16)] as const
    t.match(await set('the-key-of-the-admin-test'), { ok: true })
    // Asked at once: the key is still being stretched.
    const { proof } = (await prove(one)).value
    t.match(proof, /^[0-9a-f]{64}$/)
    t.equal((await prove(one)).value.proof, proof)
    t.not((await prove(other)).value.proof, proof, 'another nonce')
    t.match(await set('another-key-of-the-test'), { ok: true })
    t.not((await prove(one)).value.proof, proof, 'another key')
    t.match(await set('the-key-of-the-admin-test'), { ok: true })
    t.equal((await prove(one)).value.proof, proof, 'the first key again')
  })

  await t.test('describes every operation of the table in OpenAPI', async (t) => {
    const answer = await ask(port, 'GET', '/api/admin/v1/openapi.json')
    const { openapi, paths } = JSON.parse(answer.body)
    t.equal(openapi, '3.1.0')
    t.same(
      Object.keys(paths),
      operationNames.map((name) => `/operations/${name}`),
    )
    const schema =
      paths['/operations/set-setting'].post.requestBody.content['application/json'].schema
    t.same(schema.required, ['key', 'value'])
    const answered =
      paths['/operations/break-relationship'].post.responses[200].content['application/json'].schema
    t.same(answered.properties.value.required, ['peerTold'], 'and what it answers')
  })
})

t.test('every refusal has a status of a client’s or server’s error', async (t) => {
  for (const code of refusalCodes)
    t.ok(refusalStatus[code] >= 400 && refusalStatus[code] < 600, code)
})
