import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import t, { type Test } from 'tap'
import { type Authority, createAuthority, issueCertificate } from '../src/index.ts'

const names = ['a.example.com', 'support.example.com', '192.0.2.11', '2001:db8::c000:20b']
const now = new Date()
/** The certificates of a chain, in its order. */
const chainOf = (pem: string): readonly X509Certificate[] =>
  (pem.match(/-----BEGIN[\s\S]*?END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  )

t.test('WEB-01: what an authority issues is valid for its names, and comes with its chain', (t) => {
  const authority = createAuthority('Understudy lab default', now)
  const { keyPem, certificatePem } = issueCertificate(authority, names, now)
  const [leaf, root, ...others] = chainOf(certificatePem)
  if (leaf === undefined || root === undefined) return t.fail('two certificates are expected')
  t.same(others, [])
  t.equal(`${root.toString()}`, authority.certificatePem)
  t.ok(leaf.checkPrivateKey(createPrivateKey(keyPem)))
  t.ok(leaf.checkIssued(root), 'names and key identifiers fit')
  t.ok(leaf.verify(root.publicKey))
  t.notOk(leaf.ca)
  t.ok(root.ca)
  t.equal(leaf.subject, 'CN=a.example.com')
  t.ok(leaf.checkHost('support.example.com'))
  t.notOk(leaf.checkHost('b.example.com'))
  for (const address of names.slice(2)) t.ok(leaf.checkIP(address), address)
  t.end()
})

t.test(
  'CRT-01: what an authority issues is valid for 397 days, and the authority for longer',
  (t) => {
    const then = new Date('2026-11-27T03:04:05Z')
    const authority = createAuthority('Understudy lab x', then)
    const [leaf, root] = chainOf(issueCertificate(authority, names, then).certificatePem)
    t.equal(leaf?.validFrom, 'Nov 27 03:04:05 2026 GMT')
    t.equal(leaf?.validTo, 'Dec 29 03:04:04 2027 GMT')
    t.equal(root?.validTo, 'Nov 27 03:04:05 2036 GMT')
    t.end()
  },
)

t.test('SEC-01: a client that trusts one authority takes no other of the same name', async (t) => {
  const [own, other] = [
    createAuthority('Understudy lab x', now),
    createAuthority('Understudy lab x', now),
  ]
  t.equal(await handshake(t, own, own), 'authorized')
  t.not(await handshake(t, own, other), 'authorized')
})

t.test(
  'CRT-02: a certificate that the authority did not issue for a name is refused for it',
  async (t) => {
    const authority = createAuthority('Understudy lab x', now)
    t.equal(
      await handshake(t, authority, authority, 'b.example.com'),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    )
  },
)

/** A TLS 1.3 client that trusts `trusted` alone meets a server whose certificate `issuer` issued. */
async function handshake(
  t: Test,
  issuer: Authority,
  trusted: Authority,
  servername = 'support.example.com',
): Promise<string> {
  const { keyPem, certificatePem } = issueCertificate(issuer, names, now)
  const server = createServer({ key: keyPem, cert: certificatePem, minVersion: 'TLSv1.3' })
  server.on('tlsClientError', () => undefined)
  server.on('secureConnection', (socket) => socket.on('error', () => undefined).end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const client = connect({ port, host: '127.0.0.1', servername, ca: trusted.certificatePem })
  t.teardown(() => client.destroy())
  return await new Promise((resolve) => {
    client.on('secureConnect', () => resolve(client.authorized ? 'authorized' : 'not authorized'))
    client.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })
}
