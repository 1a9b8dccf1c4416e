import { nodeSigning } from '@understudy/certificates/signing'
import { bytesOfHex, hexOf } from '@understudy/shared'
import { pureSigning, rememberingSigning } from '@understudy/update-model'
import fc from 'fast-check'
import t from 'tap'

/** RFC 8032 7.1: secret key, public key, message, signature. */
const vectors = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
] as const

const bytes = (hex: string): Uint8Array => bytesOfHex(hex) ?? new Uint8Array()

for (const [name, signing] of Object.entries({
  pure: pureSigning,
  remembering: rememberingSigning(),
  node: nodeSigning,
}))
  t.test(`UPD-05: Ed25519 gives the signatures of RFC 8032 (${name})`, (t) => {
    for (const [secret, publicKey, message, signature] of vectors) {
      t.equal(hexOf(signing.publicKeyOf(bytes(secret))), publicKey)
      t.equal(hexOf(signing.sign(bytes(secret), bytes(message))), signature)
      t.ok(signing.verify(bytes(publicKey), bytes(message), bytes(signature)))
    }
    t.end()
  })

t.test('UPD-05: both worlds sign, hash and refuse alike', (t) => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(511),
      (secret, message, bit) => {
        const publicKey = pureSigning.publicKeyOf(secret)
        const signature = pureSigning.sign(secret, message)
        const flipped = Uint8Array.from(signature)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        return (
          hexOf(publicKey) === hexOf(nodeSigning.publicKeyOf(secret)) &&
          hexOf(signature) === hexOf(nodeSigning.sign(secret, message)) &&
          hexOf(pureSigning.sha512(message)) === hexOf(nodeSigning.sha512(message)) &&
          pureSigning.verify(publicKey, message, signature) &&
          !pureSigning.verify(publicKey, message, flipped) &&
          !nodeSigning.verify(publicKey, message, flipped)
        )
      },
    ),
    { numRuns: 8 },
  )
  t.end()
})

t.test(
  'UPD-05: what remembers its signatures takes no other message, key or signature for them',
  (t) => {
    const signing = rememberingSigning()
    const [secret, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
    const message = new Uint8Array([1, 2, 3])
    const signature = signing.sign(secret, message)
    const publicKey = signing.publicKeyOf(secret)
    t.ok(signing.verify(publicKey, message, signature))
    t.notOk(signing.verify(publicKey, new Uint8Array([1, 2, 4]), signature), 'another message')
    t.notOk(signing.verify(signing.publicKeyOf(other), message, signature), 'another key')
    t.notOk(signing.verify(publicKey, message, signing.sign(other, message)), 'another signature')
    t.ok(signing.verify(publicKey, message, pureSigning.sign(secret, message)), 'made elsewhere')
    publicKey.fill(0)
    t.same(
      signing.publicKeyOf(secret),
      pureSigning.publicKeyOf(secret),
      'nobody changes what it knows',
    )
    t.end()
  },
)
