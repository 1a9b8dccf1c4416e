import { createPrivateKey, X509Certificate } from 'node:crypto'
import t from 'tap'
import { selfSignedCertificate } from '../src/index.ts'

t.test('WEB-01: a self-signed certificate is valid for its names and addresses', async (t) => {
  const names = ['support.example.com', 'a.example.com', '192.0.2.10', '2001:db8::12', '::1']
  const now = new Date('2026-01-02T03:04:05Z')
  const { keyPem, certificatePem } = selfSignedCertificate(names, now)
  const certificate = new X509Certificate(certificatePem)
  t.ok(certificate.checkPrivateKey(createPrivateKey(keyPem)))
  t.ok(certificate.verify(certificate.publicKey))
  t.equal(certificate.checkHost('a.example.com'), 'a.example.com')
  t.equal(certificate.checkHost('b.example.com'), undefined)
  for (const address of names.slice(2)) t.ok(certificate.checkIP(address), address)
  t.equal(certificate.checkIP('192.0.2.11'), undefined)
  t.equal(new Date(certificate.validFrom).getTime(), now.getTime())
  const days = (new Date(certificate.validTo).getTime() + 1_000 - now.getTime()) / 86_400_000
  t.equal(days, 397, 'CRT-01: the last second is included (RFC 5280 4.1.2.5)')
})
