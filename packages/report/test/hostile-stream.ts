import type { LabEvent } from '@understudy/shared'
import { asynchronousStream } from './synthetic-streams.ts'

/** A text that means something to every format that a report is written in. */
export const hostile = `<script>alert("x")</script>&'\u001B[2J\u0000]]>\uD800`

/** The asynchronous stream with the hostile text in whatever was told as text. */
export function hostileStream(
  stream: () => readonly LabEvent[] = asynchronousStream,
): readonly LabEvent[] {
  return stream().map((event) => {
    const keep = new Set(['name', 'source', 'world', 'outcome', 'step', 'window', 'role', 'to'])
    const entries = Object.entries(event).map(([key, value]) =>
      keep.has(key) ? [key, value] : [key, poisoned(value)],
    )
    const poisonedEvent = Object.fromEntries(entries) as LabEvent
    if (event.name === 'audit') return { ...event, lost: [{ lsid: hostile, externalKey: hostile }] }
    if (event.name === 'step-ended' && event.step === 'verify-a')
      return { ...event, outcome: 'failed', expected: hostile, found: hostile }
    return poisonedEvent
  })
}

function poisoned(value: unknown): unknown {
  if (typeof value === 'string') return `${value}${hostile}`
  if (Array.isArray(value)) return value.map(poisoned)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, v]) => [key + hostile, poisoned(v)])
        .concat(Object.entries(value).map(([key, v]) => [key, poisoned(v)])),
    )
  return value
}
