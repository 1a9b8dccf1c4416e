import { createHash, timingSafeEqual } from 'node:crypto'

/** Checks an Authorization header against the token, in a time that tells nothing about it. */
export function bearerCheck(token: string): (header: string | undefined) => boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const expected = digest(`Bearer ${token}`)
  return (header) => timingSafeEqual(digest(header ?? ''), expected)
}
