import t, { type Test } from 'tap'
import { bulkRows } from './support/bulk-rows.ts'
import { type Control, startControl } from './support/control.ts'
import { proxyRows } from './support/proxy-rows.ts'
import { make, type Row, toxic } from './support/row.ts'
import { toxicRows } from './support/toxic-rows.ts'

async function check(t: Test, control: Control, row: Row): Promise<void> {
  for (const call of row.before ?? []) await control.call(...call)
  const reply = await control.call(...row.call)
  t.equal(reply.status, row.status)
  t.equal(reply.text.replace(/127\.0\.0\.1:(?!0"|9")\d+/g, '127.0.0.1:*'), row.body)
  t.match(reply.headers['x-toxiproxy-request-id'], /^[0-9a-v]{20}$/)
  const type = row.type ?? 'json'
  const contentTypes = {
    json: 'application/json',
    plain: 'text/plain; charset=utf-8',
    none: undefined,
  }
  t.equal(reply.headers['content-type'], contentTypes[type])
  t.equal(reply.headers['x-content-type-options'], type === 'plain' ? 'nosniff' : undefined)
}

for (const row of [...proxyRows, ...toxicRows, ...bulkRows]) {
  t.test(`NET-10: ${row.call[0]} ${row.call[1]}: ${row.title}`, async (t) => {
    await check(t, await startControl(t), row)
  })
}

t.test('NET-10: the version is written as Toxiproxy writes it', async (t) => {
  const { call } = await startControl(t)
  const reply = await call('GET', '/version')
  t.equal(reply.text, '{"version": "2.12.0"}\n')
  t.equal(reply.headers['content-type'], 'application/json;charset=utf-8')
})

t.test('NET-10: every type of toxic has its attributes, in their order', async (t) => {
  const { call } = await startControl(t)
  await call(...make('p'))
  const types = {
    latency: '"latency":0,"jitter":0',
    bandwidth: '"rate":0',
    slow_close: '"delay":0',
    timeout: '"timeout":0',
    reset_peer: '"timeout":0',
    slicer: '"average_size":0,"size_variation":0,"delay":0',
    limit_data: '"bytes":0',
    noop: '',
    packet_loss: '"loss_rate":0,"correlation":0',
  }
  for (const [type, attributes] of Object.entries(types)) {
    const reply = await call(...toxic({ type }))
    t.equal(
      reply.text,
      `{"attributes":{${attributes}},"name":"${type}_downstream","type":"${type}","stream":"downstream","toxicity":1}`,
    )
  }
})

t.test('NET-10: a browser is sent away', async (t) => {
  const { call } = await startControl(t)
  const reply = await call('GET', '/version', undefined, { 'User-Agent': 'Mozilla/5.0 (X11)' })
  t.equal(reply.status, 403)
  t.equal(reply.text, 'User agent not allowed\n')
  t.equal(reply.headers['content-type'], 'text/plain; charset=utf-8')
  t.match(reply.headers['x-toxiproxy-request-id'], /^[0-9a-v]{20}$/)
  t.equal((await call('GET', '/version', undefined, { 'User-Agent': 'curl/8' })).status, 200)
})

t.test(
  'NET-10: routes that do not exist, methods that do not fit, paths to be cleaned',
  async (t) => {
    const { call } = await startControl(t)
    for (const path of [
      '/',
      '/nothing',
      '/proxies/',
      '/proxies/a/b',
      '/proxies/a%2Fb',
      '/metrics',
    ]) {
      const reply = await call('GET', path)
      t.equal(reply.status, 404, path)
      t.equal(reply.text, '404 page not found\n')
      t.equal(reply.headers['content-type'], 'text/plain; charset=utf-8')
      t.equal(reply.headers['x-content-type-options'], 'nosniff')
    }
    const unfitting = ['PUT /proxies', 'HEAD /version', 'GET /reset', 'PUT /proxies/p/toxics/t']
    for (const [method = '', path = ''] of unfitting.map((line) => line.split(' '))) {
      const reply = await call(method, path)
      t.equal(reply.status, 405, `${method} ${path}`)
      t.equal(reply.text, '')
    }
    const redirect = await call('GET', '//proxies/../version?x=1')
    t.equal(redirect.status, 301)
    t.equal(redirect.headers.location, '/version?x=1')
  },
)

t.test('NET-10: metrics exist where they are asked for', async (t) => {
  const { call } = await startControl(t, { hasMetrics: true })
  const reply = await call('GET', '/metrics')
  t.equal(reply.status, 200)
  t.match(reply.headers['content-type'], /^text\/plain; version=0\.0\.4/)
})
