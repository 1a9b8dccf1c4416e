import { createRandom } from '@understudy/shared'
import type { Placeholders } from './placeholders.ts'

/**
 * What an operator makes up and keeps to themselves: a new password, a passphrase. They may stand only where an operation's
 * input is secret (SEC-01): nowhere else are they filled in, so no check, sentence or event can hold one.
 */
const names = ['secret.password', 'secret.passphrase'] as const

/** A sample of each, to check a runbook with. */
export const secretSamples: Placeholders = Object.fromEntries(
  names.map((name) => [name, 'tulip-harbour-93-kite']),
)

/** Drawn for one rehearsal from its key, which nobody is shown either. */
export const secretsOf = (preSharedKey: string): Placeholders =>
  Object.fromEntries(names.map((name) => [name, createRandom(`${preSharedKey}/${name}`).hex(32)]))
