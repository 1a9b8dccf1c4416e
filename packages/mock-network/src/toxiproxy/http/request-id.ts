import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghijklmnopqrstuv'

/** Twenty characters of base32hex, as Toxiproxy's request ids look. */
export function newRequestId(): string {
  return Array.from(randomBytes(20), (byte) => alphabet[byte & 31]).join('')
}
