import t from 'tap'
import { certificateRequest, readCertificateFile, writeCertificateFile } from '../../src/index.ts'
import { isWhole, parts } from '../support/certified.ts'
import { OpenSsl } from '../support/openssl.ts'

const passphrase = 'a passphrase with äöü'

t.test('CRT-01: OpenSSL reads the PEM and PKCS#12 that are exported', (t) => {
  const openssl = new OpenSsl(t.testdir())
  for (const algorithms of ['new', 'old'] as const)
    for (const word of [passphrase, null]) {
      const form = { format: 'pkcs12', algorithms, passphrase: word } as const
      const file = openssl.write('out.p12', writeCertificateFile(parts, form))
      const opened = openssl.run('pkcs12', '-in', file, '-nodes', '-passin', `pass:${word ?? ''}`)
      const what = `PKCS#12, ${algorithms} algorithms, ${word === null ? 'without' : 'with'} a passphrase`
      for (const pem of Object.values(parts)) t.ok(opened.includes(pem), what)
      t.notOk(openssl.takes('pkcs12', '-in', file, '-nodes', '-passin', 'pass:another'), what)
    }
  for (const word of [passphrase, null]) {
    const form = { format: 'pem', algorithms: 'new', passphrase: word } as const
    const file = openssl.write('out.pem', writeCertificateFile(parts, form))
    const key = openssl.run('pkey', '-in', file, '-passin', `pass:${word ?? ''}`)
    t.equal(key, parts.keyPem)
    t.equal(openssl.takes('pkey', '-in', file, '-passin', 'pass:another'), word === null)
    t.match(openssl.run('x509', '-in', file, '-noout', '-subject'), 'support.example.com')
  }
  t.end()
})

t.test(
  'CRT-01: a request is one that OpenSSL verifies and certifies, and the result fits its key',
  (t) => {
    const openssl = new OpenSsl(t.testdir())
    const { keyPem, requestPem } = certificateRequest(['support.example.com', '192.0.2.10'])
    openssl.write('request.pem', requestPem)
    const text = openssl.run('req', '-in', 'request.pem', '-verify', '-noout', '-text')
    t.match(text, 'DNS:support.example.com, IP Address:192.0.2.10')
    openssl.run(
      ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=CA -keyout ca.key -out ca.pem'.split(
        ' ',
      ),
    )
    openssl.run(
      ...'x509 -req -in request.pem -CA ca.pem -CAkey ca.key -copy_extensions copy -out out.pem'.split(
        ' ',
      ),
    )
    const file = Buffer.concat([openssl.read('out.pem'), openssl.read('ca.pem')])
    const alone = readCertificateFile(file, null)
    const together = readCertificateFile(Buffer.concat([Buffer.from(keyPem), file]), null)
    if ('code' in alone || 'code' in together) return t.fail('both can be read')
    t.equal(alone.keyPem, null)
    t.same(alone.facts.names, ['support.example.com', '192.0.2.10'])
    t.equal(together.facts.publicKey, alone.facts.publicKey)
    t.equal(together.facts.chainComplete, true)
    t.end()
  },
)

/** How OpenSSL is told to write a PKCS#12 file, from its default on. */
const pkcs12Forms = {
  'OpenSSL 3': [],
  'AES-128 and SHA-512': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512'],
  'Triple DES and SHA-1': [
    '-keypbe',
    'PBE-SHA1-3DES',
    '-certpbe',
    'PBE-SHA1-3DES',
    '-macalg',
    'sha1',
  ],
  'OpenSSL 1, with RC2': ['-legacy'],
  'certificates in clear': ['-certpbe', 'NONE'],
  'nothing encrypted': ['-certpbe', 'NONE', '-keypbe', 'NONE'],
  'no MAC': ['-nomac'],
}

t.test('CRT-01: what OpenSSL writes is read, PKCS#12 with old and new algorithms', (t) => {
  const openssl = new OpenSsl(t.testdir())
  openssl.write('in.pem', parts.keyPem + parts.certificatePem + parts.chainPem)
  for (const [name, options] of Object.entries(pkcs12Forms)) {
    const file = ['pkcs12', '-export', '-in', 'in.pem', '-out', 'out.p12']
    openssl.run(...file, '-passout', `pass:${passphrase}`, ...options)
    const bytes = openssl.read('out.p12')
    t.ok(isWhole(readCertificateFile(bytes, passphrase)), name)
    if (name === 'nothing encrypted' || name === 'no MAC') continue
    t.match(readCertificateFile(bytes, 'another'), { code: 'wrong-passphrase' }, name)
    t.match(readCertificateFile(bytes, null), { code: 'passphrase-needed' }, name)
  }
  t.end()
})

/** How OpenSSL is told to write a private key. */
const keyForms = {
  'PKCS #8, AES-256': ['pkcs8', '-topk8', '-v2', 'aes256'],
  'PKCS #8, Triple DES': ['pkcs8', '-topk8', '-v2', 'des3'],
  'PKCS #8, scrypt': ['pkcs8', '-topk8', '-scrypt'],
  'traditional, AES-128': ['ec', '-aes128'],
}

t.test('CRT-01: what OpenSSL writes is read, PEM with encrypted keys of each kind', (t) => {
  const openssl = new OpenSsl(t.testdir({ 'key.pem': parts.keyPem }))
  const certificates = Buffer.from(parts.chainPem + parts.certificatePem)
  for (const [name, options] of Object.entries(keyForms)) {
    openssl.run(...options, '-in', 'key.pem', '-out', 'out.pem', '-passout', `pass:${passphrase}`)
    const file = Buffer.concat([certificates, openssl.read('out.pem')])
    t.ok(isWhole(readCertificateFile(file, passphrase)), name)
    t.match(readCertificateFile(file, 'another'), { code: 'wrong-passphrase' }, name)
    t.match(readCertificateFile(file, null), { code: 'passphrase-needed' }, name)
  }
  const clear = Buffer.concat([certificates, Buffer.from(parts.keyPem)])
  t.ok(isWhole(readCertificateFile(clear, null)), 'not encrypted, in another order')
  t.end()
})

t.test('SEC-01: a weak key is refused, whoever has signed for it', (t) => {
  const openssl = new OpenSsl(t.testdir())
  for (const kind of ['rsa:1024', 'ec -pkeyopt ec_paramgen_curve:secp224r1']) {
    openssl.run(
      ...`req -x509 -newkey ${kind} -nodes -subj /CN=support.example.com -keyout key -out pem`.split(
        ' ',
      ),
    )
    const file = Buffer.concat([openssl.read('pem'), openssl.read('key')])
    t.match(readCertificateFile(file, null), { code: 'weak-certificate-key' }, kind)
  }
  openssl.run(
    ...'req -x509 -newkey rsa:2048 -nodes -subj /CN=support.example.com -keyout key -out pem'.split(
      ' ',
    ),
  )
  const read = readCertificateFile(Buffer.concat([openssl.read('pem'), openssl.read('key')]), null)
  t.match(read, {
    facts: { issuedTo: 'support.example.com', selfSigned: true, chainComplete: true },
  })
  t.end()
})
