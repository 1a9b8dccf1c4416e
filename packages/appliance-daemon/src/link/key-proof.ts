import { createHmac } from 'node:crypto'

/** What this use of the key is called: a proof is worth nothing in a handshake, and no handshake is a proof. */
const purpose = 'understudy-key-proof/1'

/**
 * HMAC-SHA-256 over the nonce, keyed by a key that is derived (HMAC-SHA-256 over {@link purpose}) from the link's
 * stretched key for this alone. Two appliances that answer one nonce alike have the same pre-shared key (FO-02).
 *
 * What could somebody with the admin's token learn from it? Never the key or a part of it. They can try guesses at home,
 * each for the price of one scrypt (16 MiB, with the site's name as salt), and no cheaper by asking more often. That
 * is what they could do before: an appliance that is told to establish a relationship with a host of theirs
 * shows them a TLS binder, made by the same stretched key. Guessing is therefore met where the key is set: short and
 * common keys are refused (SEC-01), and those that a lab makes are 32 random bytes.
 */
export function keyProofOf(stretched: Buffer, nonce: string): string {
  const key = createHmac('sha256', stretched).update(purpose).digest()
  return createHmac('sha256', key).update(nonce).digest('hex')
}
