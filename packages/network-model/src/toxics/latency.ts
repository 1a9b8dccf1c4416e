import type { Random } from '@understudy/shared'
import type { Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/**
 * Delays every piece by `latency` ± `jitter` ms, less what it has waited in the chain already; pieces
 * keep their order, and any number may be under way. Uniform as Toxiproxy draws it: integers in
 * [-jitter, jitter). `normal` and `pareto`: mean `latency`, standard deviation `jitter` (as tc-netem).
 */
export function latencyToxic(spec: ToxicSpec, random: Random): Toxic {
  const latencyMs = numberOf(spec, 'latency')
  const jitterMs = numberOf(spec, 'jitter')
  const deviate = deviates[String(spec.attributes['distribution'])] ?? uniform
  return {
    bytes: (count, nowMs, stampMs) => {
      const delayMs = latencyMs + (jitterMs > 0 ? deviate(jitterMs, random) : 0)
      const sleepMs = delayMs - (nowMs - stampMs)
      return {
        atMs: nowMs + Math.max(0, sleepMs),
        out: [{ kind: 'bytes', count }],
        // Time overslept is taken off the next delay: Toxiproxy's arithmetic.
        stampMs: stampMs + sleepMs,
      }
    },
  }
}

type Deviate = (jitterMs: number, random: Random) => number

const uniform: Deviate = (jitterMs, random) =>
  random.integer(0, Math.max(0, Math.ceil(jitterMs * 2) - 1)) - jitterMs

/** Irwin-Hall: the sum of twelve uniform numbers, the same on every machine. */
const normal: Deviate = (jitterMs, random) => {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random.next()
  return jitterMs * sum
}

/** Shape 3, mean 1.5, variance 0.75, as tc-netem's table. */
const pareto: Deviate = (jitterMs, random) =>
  (jitterMs * (1 / Math.cbrt(1 - random.next()) - 1.5)) / Math.sqrt(0.75)

const deviates: Readonly<Record<string, Deviate>> = { uniform, normal, pareto }
