import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { analyse, renderHtml, renderJUnit } from '../src/index.ts'
import { asynchronousStream, synchronousStream } from './synthetic-streams.ts'

const facts = { wallTimeMs: 1 }

/** That many sessions, as an appliance and the clients tell of each. */
function* sessions(count: number, atMs: number): Generator<LabEvent> {
  for (let i = 0; i < count; i++) {
    const session = { lsid: `lsid-${i}`, externalKey: `key-${i}` }
    const ended = { outcome: 'completed', recordingBytes: 0 } as const
    yield { name: 'session-begun', ...session, client: 'c', atMs, source: 'clients' }
    yield { name: 'session-recorded', ...session, ...ended, atMs, source: 'a' }
    yield {
      name: 'session-acknowledged',
      ...session,
      client: 'c',
      appliance: 'a',
      atMs,
      source: 'clients',
    }
  }
}

/** The stream with so many sessions more, a second after the lab is ready; `passes`: how often somebody has begun to read it. */
function longer(events: readonly LabEvent[], count: number) {
  const source = {
    passes: 0,
    *[Symbol.iterator](): Generator<LabEvent> {
      source.passes += 1
      for (const event of events) {
        yield event
        if (event.name === 'lab-ready') yield* sessions(count, event.atMs + 1_000)
      }
    },
  }
  return source
}

for (const [name, stream] of Object.entries({
  asynchronous: asynchronousStream,
  synchronous: synchronousStream,
})) {
  t.test(
    `REH-05: read from a source that holds nothing, the ${name} stream gives the same`,
    async (t) => {
      const source = longer(stream(), 40)
      const [read, held] = [source, [...source]].map((events) => analyse(events, facts))
      if (read === undefined || held === undefined) throw new Error('two analyses')
      t.strictSame(read.report, held.report)
      t.equal(renderHtml(read), renderHtml(held))
      t.equal(renderJUnit(read.report), renderJUnit(held.report))
    },
  )
}

t.test('REH-05: of a long stream nothing is held that comes with each session', async (t) => {
  const [short, long] = [10, 30_000].map((count) => {
    const source = longer(asynchronousStream(), count)
    const analysis = analyse(source, facts)
    const page = renderHtml(analysis)
    return { held: analysis.rehearsal.events.length, page: page.length, passes: source.passes }
  })
  t.equal(long?.held, short?.held)
  t.ok((long?.page ?? 0) < 2 * (short?.page ?? 0), 'nor does the page grow with them')
  t.equal(long?.passes, short?.passes)
  t.ok((long?.passes ?? 99) <= 14, `the stream is gone through a few times, not ${long?.passes}`)
})

t.test('UPD-10: what has been synced costs no more with each later sync', async (t) => {
  // Each sync looks only at what came since: with all of it, these would be 60 million looks.
  const syncs = 2_000
  const events = asynchronousStream()
  const sync = events.find((event) => event.name === 'sync-finished')
  if (sync?.name !== 'sync-finished') throw new Error('the stream has a sync')
  const source = {
    *[Symbol.iterator](): Generator<LabEvent> {
      for (const event of events) {
        yield event
        if (event.name !== 'lab-ready') continue
        yield* sessions(30_000, event.atMs + 1_000)
        for (let i = 0; i < syncs; i++)
          yield { ...sync, digestsAgree: true, atMs: event.atMs + 2_000 + i }
      }
    },
  }
  let looks = 0
  const { get } = Map.prototype
  Map.prototype.get = function (key) {
    looks += 1
    return get.call(this, key)
  }
  t.teardown(() => {
    Map.prototype.get = get
  })
  analyse(source, facts)
  t.ok(looks < 5_000_000, `${looks} looks`)
})
