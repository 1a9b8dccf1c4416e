import type { LabCommandResult } from '@understudy/shared'
import type { NetworkEffect } from '../network-effect.ts'

/** What a command came to. */
export interface NetworkAnswer {
  readonly result: LabCommandResult
  readonly effects: readonly NetworkEffect[]
}

export const done = (value: unknown, effects: readonly NetworkEffect[]): NetworkAnswer => ({
  result: { ok: true, value },
  effects,
})

export const commandRefused = (message: string): NetworkAnswer => ({
  result: { ok: false, message },
  effects: [],
})
