import { createHmac } from 'node:crypto'

/** Names this use of the key, so that a proof is useless in a handshake and a handshake is no proof. */
const purpose = 'understudy-key-proof/1'

/**
 * HMAC-SHA-256 over the nonce, with a key derived for this alone (HMAC-SHA-256 over {@link purpose}) from the link's
 * stretched key. Two appliances that give one nonce the same answer have the same pre-shared key (FO-02).
 *
 * What could somebody with the admin's token learn from it? Never the key or part of it. They can try guesses offline,
 * each for the price of one scrypt (16 MiB, with the site's name as salt), and asking more often makes it no cheaper.
 * They could do that before: an appliance told to establish a relationship with their own host shows them a TLS binder
 * made with the same stretched key. So guessing is countered where the key is set: short and common keys are refused
 * (SEC-01), and those that a lab makes are 32 random bytes.
 */
export function keyProofOf(stretched: Buffer, nonce: string): string {
  const key = createHmac('sha256', stretched).update(purpose).digest()
  return createHmac('sha256', key).update(nonce).digest('hex')
}
