import { createHash, randomBytes } from 'node:crypto'
import type { Secret } from '@understudy/shared'

const secretBytes = 32

/** Secrets that nobody can guess, whatever seed the appliance has. */
export const makeSecrets = (count: number): readonly Secret[] =>
  Array.from({ length: count }, () => {
    const text = randomBytes(secretBytes).toString('base64url')
    return { text, digest: digestOf(text) }
  })

/** What is kept of a secret. 256 random bits need no salt. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
