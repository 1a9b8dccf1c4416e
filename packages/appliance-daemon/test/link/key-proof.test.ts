import { createHmac } from 'node:crypto'
import t from 'tap'
import { keyProofOf } from '../../src/link/key-proof.ts'
import { stretchKey } from '../../src/link/link-keys.ts'

const nonce = '0a'.repeat(16)

t.test(
  'SEC-01: a proof is made by a key derived for it alone, from the stretched one',
  async (t) => {
    const key = 'a key of more than twelve'
    const stretched = await stretchKey(key, 'support.example.com')
    const proof = keyProofOf(stretched, nonce)
    t.equal(proof, keyProofOf(await stretchKey(key, 'support.example.com'), nonce))
    const cheap = (by: string | Buffer) => createHmac('sha256', by).update(nonce).digest('hex')
    t.not(proof, cheap(key), 'not by the key itself, which guesses would cost nothing')
    t.not(proof, cheap(stretched), "not by the link's own key")
  },
)
