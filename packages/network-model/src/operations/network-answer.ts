import { accepted, type Outcome, type Refusal, refusal, refused } from '@understudy/shared'
import type { NetworkEffect } from '../network-effect.ts'

/** The result of a command. */
export interface NetworkAnswer<T = unknown> {
  readonly result: Outcome<T>
  readonly effects: readonly NetworkEffect[]
}

export const done = <const T>(value: T, effects: readonly NetworkEffect[]): NetworkAnswer<T> => ({
  result: accepted(value),
  effects,
})

/** Refused for a reason of the model's own, given as a sentence. */
export const commandRefused = (why: string): NetworkAnswer<never> =>
  answerOf(refusal('network-refused', { why }))

export const answerOf = (why: Refusal): NetworkAnswer<never> => ({
  result: refused(why),
  effects: [],
})
