import { X509Certificate } from 'node:crypto'
import t from 'tap'
import { keptCertificate } from '../../src/certificates/server-certificate.ts'

t.test('CRT-01: an appliance alone renews the certificate that it has signed itself', async (t) => {
  const folder = t.testdir()
  const startMs = Date.UTC(2026, 10, 27)
  const after = (days: number) =>
    keptCertificate(folder, ['a.example.com'], new Date(startMs + days * 86_400_000))
  const first = await after(0)
  t.same(await after(300), first)
  const next = await after(400)
  t.not(next.certificatePem, first.certificatePem)
  t.equal(new X509Certificate(next.certificatePem).validFrom, 'Jan  1 00:00:00 2028 GMT')
})
