import type { Random } from '@understudy/shared'
import { Type } from 'typebox'
import { type PairName, pairNames } from '../schedule/lab-options.ts'

/* What the arguments of several kinds are made of. */

export const closed = { additionalProperties: false } as const
export const On = Type.Enum(pairNames)
export const ForMs = Type.Integer({ minimum: 1, maximum: 3_600_000 })

export const drawOn = (random: Random): PairName => (random.next() < 0.5 ? 'a' : 'b')

/** Short ones more often: most of what goes wrong in a protocol does so within a few messages. */
export const drawForMs = (random: Random, maxMs: number): number =>
  Math.max(1, Math.round(maxMs * random.next() ** 3))
