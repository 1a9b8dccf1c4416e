import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * Whether that is the secret; the time it takes reveals neither how much was right nor the secret's length (SEC-01).
 */
export function sameSecret(found: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(found), digest(expected))
}
