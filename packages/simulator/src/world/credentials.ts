import type { ApplianceEffect, PasswordInput } from '@understudy/appliance-core'
import {
  hashHex,
  initialCredential,
  initialPassword,
  type Random,
  unreachable,
} from '@understudy/shared'

const scheme = 'virtual'

type PasswordEffect = Extract<
  ApplianceEffect,
  { kind: 'verify-password' | 'hash-password' | 'make-secrets' }
>

/**
 * Passwords and secrets of a virtual box: the same answers as a daemon's, in no time. There is nobody here to keep them
 * from, and runs must not differ.
 */
export function passwordInputOf(effect: PasswordEffect, random: Random): PasswordInput {
  const { job } = effect
  switch (effect.kind) {
    case 'verify-password':
      return {
        kind: 'password-verified',
        job,
        isRight: isRight(effect.password, effect.credential),
      }
    case 'hash-password': {
      const salt = random.hex(16)
      const credential = `${scheme}$${salt}$${hashHex(`${salt}/${effect.password}`)}`
      return { kind: 'password-hashed', job, credential }
    }
    case 'make-secrets': {
      const texts = Array.from({ length: effect.count }, () => random.hex(64))
      const secrets = texts.map((text) => ({ text, digest: digestOfSecret(text) }))
      return { kind: 'secrets-made', job, secrets }
    }
    default:
      return unreachable(effect)
  }
}

/** What a virtual box keeps of a secret. */
export const digestOfSecret = (text: string): string => hashHex(`secret/${text}`)

function isRight(password: string, credential: string): boolean {
  if (credential === initialCredential) return password === initialPassword
  const [found, salt, hash] = credential.split('$')
  return found === scheme && hash === hashHex(`${salt}/${password}`)
}
