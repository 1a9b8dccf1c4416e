import type { Random } from '@understudy/shared'
import { Type } from 'typebox'
import { type PairName, pairNames } from '../schedule/lab-options.ts'

/* Building blocks for the arguments of several kinds. */

export const closed = { additionalProperties: false } as const
export const On = Type.Enum(pairNames)
export const ForMs = Type.Integer({ minimum: 1, maximum: 3_600_000 })

export const drawOn = (random: Random): PairName => (random.next() < 0.5 ? 'a' : 'b')

/** One of them, all equally likely; an empty list is the caller's mistake. */
export const drawOne = <const T>(random: Random, values: readonly T[]): T =>
  values[random.integer(0, values.length - 1)] as T

/** Short ones more often: most protocol failures happen within a few messages. */
export const drawForMs = (random: Random, maxMs: number): number =>
  Math.max(1, Math.round(maxMs * random.next() ** 3))
