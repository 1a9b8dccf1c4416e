import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { KeptEvents } from '../../src/output/kept-events.ts'

const eventAt = (atMs: number): LabEvent => ({
  name: 'window-ended',
  window: `öffnen ${atMs}`,
  atMs,
  source: 'conductor',
})

t.test(
  'REH-05: events beyond a number are kept in a file, and read again in their order',
  async (t) => {
    const path = join(t.testdir(), 'events')
    const kept = new KeptEvents(path, 3)
    const all = Array.from({ length: 2_000 }, (_, i) => eventAt(i))
    for (const event of all.slice(0, 3)) kept.push(event)
    t.strictSame([...kept], all.slice(0, 3))
    t.notOk(existsSync(path), 'a few need no file')
    for (const event of all.slice(3, 10)) kept.push(event)
    t.strictSame([...kept], all.slice(0, 10))
    for (const event of all.slice(10)) kept.push(event)
    t.strictSame([...kept], all)
    t.strictSame([...kept], all, 'and once more')
    kept.end()
    t.notOk(existsSync(path), 'which is gone at the end')
  },
)
