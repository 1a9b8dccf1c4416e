import { accepted, type Outcome, type Refusal, refusal, refused } from '@understudy/shared'
import type { NetworkEffect } from '../network-effect.ts'

/** What a command came to. */
export interface NetworkAnswer {
  readonly result: Outcome<unknown>
  readonly effects: readonly NetworkEffect[]
}

export const done = (value: unknown, effects: readonly NetworkEffect[]): NetworkAnswer => ({
  result: accepted(value),
  effects,
})

/** The model's own reason, a sentence. */
export const commandRefused = (why: string): NetworkAnswer =>
  answerOf(refusal('network-refused', { why }))

export const answerOf = (why: Refusal): NetworkAnswer => ({ result: refused(why), effects: [] })
