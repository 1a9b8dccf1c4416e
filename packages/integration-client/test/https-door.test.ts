import { once } from 'node:events'
import { createServer as createProxy } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { selfSignedCertificate } from '@understudy/certificates'
import t from 'tap'
import { httpsDoor } from '../src/index.ts'

const { keyPem, certificatePem } = selfSignedCertificate(['support.example.com'], new Date())
const site = createServer({ key: keyPem, cert: certificatePem }, (request, response) => {
  response.setHeader('content-type', 'text/xml')
  response.end(`${request.headers.host} ${request.url}`)
})
site.listen(0, '127.0.0.1')
await once(site, 'listening')

/** What was asked of the proxy, and as whom. */
const asked: string[] = []
const proxy = createProxy()
proxy.on('connect', ({ url, headers }, socket) => {
  const [, basic = ''] = (headers['proxy-authorization'] ?? '').split(' ')
  asked.push(`${Buffer.from(basic, 'base64').toString()} ${url}`)
  if (url === 'nobody:443') {
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    return
  }
  const onward = connect((site.address() as AddressInfo).port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(onward).pipe(socket)
  })
})
proxy.listen(0, '127.0.0.1')
await once(proxy, 'listening')
t.teardown(() => {
  site.close()
  proxy.close()
})

const doorTo = (host: string, servername = 'support.example.com') =>
  httpsDoor({
    host,
    port: 443,
    servername,
    ca: certificatePem,
    proxy: { host: '127.0.0.1', port: (proxy.address() as AddressInfo).port, user: 'office-2' },
    timeoutMs: 10_000,
  })

const signal = new AbortController().signal

t.test('IC-03: set by name or by an address, the client goes the way of its office', async (t) => {
  for (const host of ['support.example.com', '192.0.2.11', '2001:db8::11']) {
    const { status, contentType, body } = await doorTo(host).ask('/api/command?a=b', signal)
    t.strictSame([status, contentType], [200, 'text/xml'])
    t.equal(await text(body), 'support.example.com /api/command?a=b')
  }
  t.strictSame(asked.splice(0), [
    'office-2:any support.example.com:443',
    'office-2:any 192.0.2.11:443',
    'office-2:any [2001:db8::11]:443',
  ])
})

t.test('CRT-02: the client asks nobody whose certificate is not the site’s', async (t) => {
  await t.rejects(doorTo('192.0.2.11', 'other.example.com').ask('/', signal), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  })
})

t.test('IC-01: where nobody leads the client hears so at once', async (t) => {
  await t.rejects(doorTo('nobody').ask('/', signal), /nobody leads there \(502\)/)
})
