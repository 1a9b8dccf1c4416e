import fc from 'fast-check'
import t from 'tap'
import { readCertificateFile, writeCertificateFile } from '../../src/index.ts'
import { fingerprint, parts } from '../support/certified.ts'
import { OpenSsl } from '../support/openssl.ts'

const passphrase = 'a passphrase'

/** Bits flipped, cut short, pieces copied elsewhere, lengthened, replaced. */
const damaged = (whole: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const place = fc.nat(whole.length - 1)
  return fc
    .oneof(
      fc.tuple(place, fc.nat(7)).map(([at, bit]) => {
        const copy = Uint8Array.from(whole)
        copy[at] = (copy[at] ?? 0) ^ (1 << bit)
        return copy
      }),
      place.map((length) => whole.slice(0, length)),
      fc.tuple(place, place, fc.integer({ min: 1, max: 40 })).map(([from, to, length]) => {
        const copy = Uint8Array.from(whole)
        copy.set(whole.subarray(from, Math.min(from + length, whole.length - to + from)), to)
        return copy
      }),
      fc
        .uint8Array({ minLength: 1, maxLength: 50 })
        .map((more) => Uint8Array.of(...whole, ...more)),
      fc.uint8Array({ maxLength: 500 }),
    )
    .filter((one) => one.length !== whole.length || one.some((byte, at) => byte !== whole[at]))
}

/** PKCS#12 by OpenSSL with a single iteration, so that a thousand files are read in a second or two. */
function pkcs12(folder: string, ...options: readonly string[]): Buffer {
  const openssl = new OpenSsl(folder)
  openssl.write('in.pem', parts.keyPem + parts.certificatePem + parts.chainPem)
  const files = ['-in', 'in.pem', '-out', 'out.p12', '-passout', `pass:${passphrase}`]
  openssl.run('pkcs12', '-export', ...files, ...options)
  return openssl.read('out.p12')
}

const pem = (word: string | null): Buffer =>
  writeCertificateFile(parts, { format: 'pem', algorithms: 'new', passphrase: word })

const files: Readonly<Record<string, (folder: string) => Buffer>> = {
  'PEM, key in clear': () => pem(null),
  'PEM, encrypted key': () => pem(passphrase),
  'PKCS#12, new algorithms': (folder) => pkcs12(folder, '-iter', '1'),
  'PKCS#12, old algorithms': (folder) => pkcs12(folder, '-iter', '1', '-legacy'),
}
/** A thousand of PEM, a thousand of PKCS#12. */
const numRuns = 500

for (const [name, make] of Object.entries(files))
  t.test(
    `SEC-03, CRT-01: whatever is done to a file, nothing else is read from it: ${name}`,
    (t) => {
      const whole = make(t.testdir())
      let refused = 0
      fc.assert(
        fc.property(damaged(whole), (bytes) => {
          const read = readCertificateFile(Buffer.from(bytes), passphrase)
          if ('code' in read) {
            refused += 1
            return true
          }
          // Some bytes mean nothing: a line end, what stands outside the parts.
          const { facts, keyPem } = read
          return facts.fingerprint === fingerprint && (keyPem === null || keyPem === parts.keyPem)
        }),
        { numRuns },
      )
      t.ok(refused > numRuns / 2, `${refused} of ${numRuns} were refused`)
      t.end()
    },
  )

t.test('SEC-03: a file that asks for hours of work is refused before it is done', (t) => {
  const whole = pkcs12(t.testdir(), '-iter', '100000', '-nomac').toString('latin1')
  // The number of iterations as DER: 100,000, and eight million.
  const asked = whole.replaceAll('\x02\x03\x01\x86\xa0', '\x02\x03\x7f\xff\xff')
  t.not(asked, whole)
  const found = 'it asks for too much work'
  t.match(readCertificateFile(Buffer.from(asked, 'latin1'), passphrase), { details: { found } })
  t.end()
})
