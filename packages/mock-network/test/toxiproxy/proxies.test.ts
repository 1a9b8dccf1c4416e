import { once } from 'node:events'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { type Control, portOf, startControl } from './support/control.ts'
import { dial, receive, receiveBytes, startUpstream } from './support/upstream.ts'

const listen = '127.0.0.1:0'

async function proxied(t: Test, control: Control, name = 'p') {
  const upstream = await startUpstream(t)
  const made = await control.call('POST', '/proxies', { name, listen, upstream: upstream.address })
  return { upstream, port: portOf(made) }
}

async function refusal(port: number): Promise<string | undefined> {
  const socket = connect({ port, host: '127.0.0.1' })
  const [error] = await once(socket, 'error')
  return (error as NodeJS.ErrnoException).code
}

t.test('NET-10: bytes pass a proxy both ways, and an end passes too', async (t) => {
  const control = await startControl(t)
  const { port } = await proxied(t, control)
  const client = await dial(t, port)
  client.write('there and back')
  t.equal(String(await receiveBytes(client, 14)), 'there and back')
  const received = receive(client)
  client.end()
  t.equal((await received).ending, 'end')
})

t.test('NET-10: what a proxy passes is counted where metrics are on', async (t) => {
  const control = await startControl(t, { hasMetrics: true })
  const { port, upstream } = await proxied(t, control)
  const client = await dial(t, port)
  client.write('12345')
  await receiveBytes(client, 5)
  const received = receive(client)
  client.end()
  await received
  const { text } = await control.call('GET', '/metrics')
  const labels = (direction: string): string =>
    `{direction="${direction}",listener="127.0.0.1:${port}",proxy="p",upstream="${upstream.address}"}`
  t.match(text, `toxiproxy_proxy_received_bytes_total${labels('upstream')} 5\n`)
  t.match(text, `toxiproxy_proxy_sent_bytes_total${labels('downstream')} 5\n`)
  t.match(text, '# TYPE toxiproxy_proxy_sent_bytes_total counter\n')
})

t.test(
  'NET-10: a disabled proxy refuses and cuts off; enabled again it has its port',
  async (t) => {
    const control = await startControl(t)
    const { port } = await proxied(t, control)
    const client = await dial(t, port)
    client.write('x')
    await receiveBytes(client, 1)
    const received = receive(client)
    const off = await control.call('POST', '/proxies/p', { enabled: false })
    t.match(off.text, '"enabled":false')
    t.equal(portOf(off), port)
    await received
    t.equal(await refusal(port), 'ECONNREFUSED')
    t.equal(portOf(await control.call('POST', '/proxies/p', { enabled: true })), port)
    const again = await dial(t, port)
    again.write('y')
    t.equal(String(await receiveBytes(again, 1)), 'y')
  },
)

t.test('NET-10: another upstream restarts the proxy, and its toxics stay', async (t) => {
  const control = await startControl(t)
  const { port } = await proxied(t, control)
  await control.call('POST', '/proxies/p/toxics', { type: 'noop' })
  const client = await dial(t, port)
  client.write('x')
  await receiveBytes(client, 1)
  const received = receive(client)
  const other = await startUpstream(t, (socket) => socket.end('other'))
  const changed = await control.call('PATCH', '/proxies/p', { upstream: other.address })
  t.match(changed.text, '"name":"noop_downstream"')
  await received
  t.equal(portOf(changed), port)
  t.equal((await receive(await dial(t, port))).bytes, 5)
})

t.test('NET-10: a listen that only differs in its words restarts nothing', async (t) => {
  const control = await startControl(t)
  const { port } = await proxied(t, control)
  const client = await dial(t, port)
  client.write('x')
  await receiveBytes(client, 1)
  await control.call('PATCH', '/proxies/p', { listen: `localhost:${port}` })
  client.write('still here')
  t.equal(String(await receiveBytes(client, 10)), 'still here')
})

t.test(
  'NET-10: a port that is taken is 500 with the bind error, and the proxy is not made',
  async (t) => {
    const control = await startControl(t)
    const { port } = await proxied(t, control)
    const taken = await control.call('POST', '/proxies', {
      name: 'q',
      listen: `127.0.0.1:${port}`,
      upstream: 'x:1',
    })
    t.equal(taken.status, 500)
    t.match(taken.text, `listen tcp 127.0.0.1:${port}: bind: address already in use`)
    t.equal((await control.call('GET', '/proxies/q')).status, 404)
  },
)

t.test('NET-10: an upstream that is not there ends the client', async (t) => {
  const control = await startControl(t)
  const upstreams = ['127.0.0.1:1', 'nowhere', 'nowhere.invalid:1']
  for (const [index, upstream] of upstreams.entries()) {
    const made = await control.call('POST', '/proxies', { name: `p${index}`, listen, upstream })
    const client = await dial(t, portOf(made))
    t.equal((await receive(client)).bytes, 0, upstream)
  }
})

t.test('NET-10: deleting a proxy cuts it off and frees its port', async (t) => {
  const control = await startControl(t)
  const { port } = await proxied(t, control)
  const client = await dial(t, port)
  client.write('x')
  await receiveBytes(client, 1)
  const received = receive(client)
  await control.call('DELETE', '/proxies/p')
  await received
  t.equal(await refusal(port), 'ECONNREFUSED')
})

t.test('NET-10: populate leaves the same proxy untouched and replaces another', async (t) => {
  const control = await startControl(t)
  const { port, upstream } = await proxied(t, control)
  await control.call('POST', '/proxies/p/toxics', { type: 'noop' })
  await control.call('PATCH', '/proxies/p', { enabled: false })
  const same = { name: 'p', listen: `localhost:${port}`, upstream: upstream.address }
  const untouched = await control.call('POST', '/populate', [same])
  t.equal(untouched.status, 201)
  t.match(untouched.text, '"enabled":false')
  t.match(untouched.text, 'noop_downstream')

  const other = await startUpstream(t, (socket) => socket.end('other'))
  const replaced = await control.call('POST', '/populate', [{ ...same, upstream: other.address }])
  t.notMatch(replaced.text, 'noop_downstream')
  t.equal((await receive(await dial(t, portOf(replaced)))).bytes, 5)
})

t.test('NET-10: populate of a proxy that cannot listen leaves the old one, stopped', async (t) => {
  const control = await startControl(t)
  const { upstream } = await proxied(t, control)
  const taken = await proxied(t, control, 'q')
  const entry = { name: 'p', listen: `127.0.0.1:${taken.port}`, upstream: upstream.address }
  const reply = await control.call('POST', '/populate', [entry])
  t.equal(reply.status, 500)
  t.match(reply.text, '"proxies":null')
  t.match((await control.call('GET', '/proxies/p')).text, '"enabled":false')
})

t.test('NET-11: an address for all interfaces means the loopback one', async (t) => {
  const control = await startControl(t)
  for (const [index, everywhere] of ['', ':0', '0.0.0.0:0', '[::]:0'].entries()) {
    const made = await control.call('POST', '/proxies', {
      name: `p${index}`,
      listen: everywhere,
      upstream: 'x:1',
    })
    t.match(made.text, /"listen":"127\.0\.0\.1:\d+"/, everywhere)
  }
})

t.test('NET-10: stopping closes everything, what is just being made too', async (t) => {
  const control = await startControl(t)
  const { port } = await proxied(t, control)
  const client = await dial(t, port)
  client.write('x')
  await receiveBytes(client, 1)
  const received = receive(client)
  control.api.stop()
  await received
  t.equal(await refusal(port), 'ECONNREFUSED')
  t.equal(await refusal(control.port), 'ECONNREFUSED')
})

t.test('NET-10: where more than loopback is allowed, an address means what it says', async (t) => {
  const { call } = await startControl(t, { exposure: 'any' })
  const everywhere = { name: 'p', listen: ':0', upstream: 'x:1' }
  t.match((await call('POST', '/proxies', everywhere)).text, /"listen":"(\[::\]|0\.0\.0\.0):\d+"/)
  const foreign = { name: 'q', listen: '192.0.2.1:9', upstream: 'x:1' }
  const message = 'listen tcp 192.0.2.1:9: bind: cannot assign requested address'
  t.match((await call('POST', '/proxies', foreign)).text, message)
})
