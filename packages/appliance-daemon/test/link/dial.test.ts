import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { selfSignedCertificate } from '@understudy/certificates'
import t, { type Test } from 'tap'
import { Carrier } from '../support/carrier.ts'
import { preSharedKey } from '../support/config.ts'

function carrier(t: Test, name: string, key: string): Carrier {
  const made = new Carrier(`${t.testdir()}/${name}`, key)
  t.teardown(() => made.close())
  return made
}

function listen(t: Test, server: Server): Promise<number> {
  t.teardown(() => server.close())
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

t.test('FO-02: identical keys make a link; messages pass both ways', async (t) => {
  const a = carrier(t, 'a', preSharedKey)
  const b = carrier(t, 'b', preSharedKey)
  await a.links.dial('one', '127.0.0.1', await b.listen())
  t.match(await a.take('link-up'), { link: 'one', side: 'dialed' })
  const accepted = await b.take('link-up')
  t.equal(accepted.side, 'accepted')
  a.links.send('one', { type: 'sync-request', epoch: 1, trigger: 'operator' })
  t.match(await b.take('link-message'), { message: { type: 'sync-request', trigger: 'operator' } })
  b.links.send(accepted.link, { type: 'swap-cancel', epoch: 1, reason: 'no' })
  t.match(await a.take('link-message'), { message: { type: 'swap-cancel', reason: 'no' } })
  b.links.close(accepted.link, 'enough')
  t.match(await a.take('link-down'), { link: 'one', reason: /enough/ })
})

t.test(
  'FO-02: another key, no key here and no key there are told apart from silence',
  async (t) => {
    const a = carrier(t, 'a', preSharedKey)
    const failureTo = async (port: number) => {
      await a.links.dial('one', '127.0.0.1', port)
      return await a.take('dial-failed')
    }
    t.match(await failureTo(await carrier(t, 'b', 'quite another key of theirs').listen()), {
      reason: 'wrong-key',
      detail: /do not match/,
    })
    t.match(await failureTo(await carrier(t, 'c', '').listen()), {
      reason: 'wrong-key',
      detail: /peer has no pre-shared key/,
    })
    const keyless = carrier(t, 'd', '')
    await keyless.links.dial('one', '127.0.0.1', 1)
    t.match(await keyless.take('dial-failed'), { reason: 'wrong-key', detail: /this appliance/ })
    t.match(await failureTo(1), { reason: 'unreachable' })
  },
)

t.test('what is no appliance is called so', async (t) => {
  const a = carrier(t, 'a', preSharedKey)
  const failureTo = async (port: number) => {
    await a.links.dial('one', '127.0.0.1', port)
    return await a.take('dial-failed')
  }
  const plain = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.end('220 mail.example.com ESMTP\r\n')
  })
  t.match(await failureTo(await listen(t, plain)), { reason: 'not-an-appliance' })
  const { keyPem, certificatePem } = selfSignedCertificate(['localhost'], new Date())
  const website = createHttpsServer({ key: keyPem, cert: certificatePem }, (_request, response) => {
    response.setHeader('connection', 'close').end('hello')
  })
  t.match(await failureTo(await listen(t, website)), {
    reason: 'not-an-appliance',
    detail: /another HTTPS server/,
  })
})

t.test('FO-02: a handshake that comes while the key is being stretched waits for it', async (t) => {
  const a = carrier(t, 'a', preSharedKey)
  const b = carrier(t, 'b', 'the key of before, long enough')
  const port = await b.listen()
  await b.keys.settling
  b.keys.use(preSharedKey)
  await a.links.dial('one', '127.0.0.1', port)
  t.match(await a.take('link-up'), { link: 'one' })
})
