import type { CertificateWorkDone } from '@understudy/appliance-core'
import type { CertificateFacts, OperationName, OutputOf } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

const dayMs = 86_400_000
const names = ['support.example.com']

const factsOf = (one: OneAppliance, publicKey: string): CertificateFacts => ({
  issuedTo: 'support.example.com',
  issuedBy: 'An authority',
  names,
  validFromMs: one.nowMs,
  validUntilMs: one.nowMs + 300 * dayMs,
  fingerprint: publicKey.replace(/./g, 'f'),
  publicKey,
  selfSigned: false,
  chainEndsAt: 'An authority',
  chainComplete: true,
})

/** Asks, and is the carrier that has done that much of it. */
function done(
  one: OneAppliance,
  operation: OperationName,
  input: object,
  what: CertificateWorkDone,
) {
  const request = one.ask(operation, input)
  one.give({ kind: 'certificate-work-done', request, done: what })
  return one.answerTo(request)
}

const publicKey = 'a'.repeat(64)
const made = {
  kind: 'request-made',
  material: { keyPem: 'the key that stayed', requestPem: 'csr', publicKey },
  file: 'file-1',
  sizeBytes: 3,
} as const

const readOf = (one: OneAppliance, key = publicKey): CertificateWorkDone => ({
  kind: 'file-read',
  found: { keyPem: null, certificatePem: 'issued', chainPem: 'chain', facts: factsOf(one, key) },
})

t.test(
  'CRT-01: what an authority has made of a request takes its place, with the key that stayed here',
  (t) => {
    const one = new OneAppliance()
    t.match(done(one, 'create-certificate-request', { names }, made), {
      value: { certificate: 'certificate-1', file: 'file-1' },
    })
    t.match(done(one, 'import-certificate', { file: 'x' }, readOf(one, 'b'.repeat(64))), {
      refusal: { code: 'certificate-key-missing' },
    })
    t.match(done(one, 'import-certificate', { file: 'x' }, readOf(one)), {
      value: { certificate: 'certificate-1', warnings: [] },
    })
    const { value } = one.invoke('list-certificates') as { value: OutputOf<'list-certificates'> }
    t.match(value.certificates, [{ certificate: 'certificate-1', kind: 'certificate' }])
    const address = '192.0.2.10'
    t.match(one.invoke('assign-certificate', { certificate: 'certificate-1', address }), {
      ok: true,
    })
    t.match(
      one.effects.findLast(({ kind }) => kind === 'serve-certificates'),
      { assigned: [{ address, material: { keyPem: 'the key that stayed', chainPem: 'chain' } }] },
    )
    t.end()
  },
)

t.test('CRT-01: a request is completed even where no more certificates are kept', (t) => {
  const one = new OneAppliance()
  for (let i = 0; i < 20; i++) {
    const key = i === 7 ? publicKey : i.toString(16).padStart(64, '0')
    const material = { ...made.material, publicKey: key }
    done(one, 'create-certificate-request', { names }, { ...made, material })
  }
  t.match(one.invoke('create-certificate-request', { names }), {
    refusal: { code: 'too-many-certificates' },
  })
  t.match(done(one, 'import-certificate', { file: 'x' }, readOf(one)), {
    value: { certificate: 'certificate-8' },
  })
  t.end()
})

t.test('SEC-01: no event of certificates holds a key or a passphrase', (t) => {
  const one = new OneAppliance()
  done(one, 'create-certificate-request', { names }, made)
  done(one, 'import-certificate', { file: 'x', passphrase: 'a planted word' }, readOf(one))
  const input = { certificate: 'certificate-1', passphrase: 'a planted word' }
  done(one, 'export-certificate', input, { kind: 'file-written', file: 'f', sizeBytes: 1 })
  const told = JSON.stringify(
    one.effects.filter(({ kind }) => kind === 'record' || kind === 'answer'),
  )
  t.match(told, 'certificate-exported')
  for (const secret of ['the key that stayed', 'a planted word']) t.notOk(told.includes(secret))
  t.end()
})
