import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import type { ServedCertificate } from '@understudy/appliance-core'
import { selfSignedCertificate } from '@understudy/certificates'
import { certificateFacts } from '@understudy/certificates/facts'
import t, { type Test } from 'tap'
import { AddressPorts } from '../../src/certificates/address-ports.ts'
import { Front } from '../../src/tls/front.ts'
import { createTlsServer } from '../../src/tls/tls-server.ts'

const now = new Date()

function servedAt(address: string, name: string): ServedCertificate {
  const { keyPem, certificatePem } = selfSignedCertificate([name], now)
  const facts = certificateFacts(certificatePem)
  return { address, material: { keyPem, certificatePem, chainPem: '', facts } }
}

/** A connection to that port, and whose certificate it was shown. */
async function dial(t: Test, port: number): Promise<{ socket: TLSSocket; shown: string }> {
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'support.example.com',
    rejectUnauthorized: false,
  })
  t.teardown(() => socket.destroy())
  await once(socket, 'secureConnect')
  return { socket, shown: socket.getPeerX509Certificate()?.subject ?? '' }
}

/** What the website answers over that connection. */
async function ask({ socket }: { socket: TLSSocket }): Promise<string> {
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  const [head] = (await once(socket, 'data')) as [Buffer]
  return head.toString()
}

t.test(
  'CRT-01: the assigned certificate is shown at its address at once, to new connections alone',
  async (t) => {
    const front = new Front(0)
    t.teardown(() => front.close())
    const own = await front.listen()
    const portOf = new Map<string, number>()
    const ports = new AddressPorts(front, (address, port) => portOf.set(address, port))
    await ports.open(['192.0.2.10', '192.0.2.100'])
    const { keyPem, certificatePem } = selfSignedCertificate(['a.example.com'], now)
    const tls = createTlsServer({ keyPem, certificatePem }, () => null)
    tls.server.on('request', (_request, response) => response.end('the portal'))
    front.open(
      (at) => ports.serverAt(at) ?? tls.server,
      () => null,
    )

    ports.serve([servedAt('192.0.2.100', 'first.example.com')], tls)
    t.same([...portOf.keys()], ['192.0.2.100'], 'the network is told where it is')
    const at = portOf.get('192.0.2.100') ?? 0
    const first = await dial(t, at)
    t.equal(first.shown, 'CN=first.example.com')
    t.equal((await dial(t, own)).shown, 'CN=a.example.com')

    ports.serve([servedAt('192.0.2.100', 'second.example.com')], tls)
    t.equal((await dial(t, at)).shown, 'CN=second.example.com')
    t.match(await ask(first), /the portal/, 'the open connection goes on')
    ports.serve([], tls)
    const last = await dial(t, at)
    t.equal(last.shown, 'CN=a.example.com')
    t.match(await ask(last), /the portal/)

    // Added at run time, and given a certificate before its port is there.
    ports.serve([servedAt('192.0.2.20', 'third.example.com')], tls)
    t.notOk(portOf.has('192.0.2.20'))
    await Promise.all([ports.open(['192.0.2.20']), ports.open(['192.0.2.20'])])
    t.equal((await dial(t, portOf.get('192.0.2.20') ?? 0)).shown, 'CN=third.example.com')
    await ports.open(['192.0.2.30'])
    ports.serve([servedAt('192.0.2.30', 'fourth.example.com')], tls)
    t.equal((await dial(t, portOf.get('192.0.2.30') ?? 0)).shown, 'CN=fourth.example.com')
  },
)
