import { readFileSync } from 'node:fs'
import { schemaErrors } from '@understudy/shared'
import t from 'tap'
import type { TSchema } from 'typebox'
import { analyse, buildReport, renderHtml, renderJUnit, reportJsonSchema } from '../src/index.ts'
import { dnsStream, lostAnnouncementStream, stormStream } from './network-streams.ts'
import { asynchronousStream, legacyStream, synchronousStream } from './synthetic-streams.ts'
import { minute } from './tape.ts'

const facts = { wallTimeMs: 4_321, traceHash: 'ab'.repeat(32) }

/** As somebody has it who only has the file. */
const schema = JSON.parse(JSON.stringify(reportJsonSchema)) as TSchema

for (const [name, stream] of Object.entries({
  asynchronous: asynchronousStream,
  synchronous: synchronousStream,
  legacy: legacyStream,
  dns: dnsStream,
  storm: () => stormStream(true),
  'lost announcement': lostAnnouncementStream,
})) {
  t.test(`REH-05: report.json of the ${name} stream fits the published schema`, (t) => {
    const report = JSON.parse(JSON.stringify(buildReport(stream(), facts)))
    t.strictSame(schemaErrors(schema, report), [])
    t.not(schemaErrors(schema, { ...report, verdict: 'fine' }).length, 0, 'which does refuse')
    t.end()
  })

  t.test(`REH-05: the ${name} stream gives the same report and files twice`, (t) => {
    const files = () => {
      const events = stream()
      const analysis = analyse(events, facts)
      const { report } = analysis
      return [JSON.stringify(report), renderHtml(analysis), renderJUnit(report)]
    }
    t.strictSame(files(), files())
    t.end()
  })
}

t.test('REH-05: an empty stream still gives a report that fits the schema', (t) => {
  const report = buildReport([], { wallTimeMs: 0 })
  t.strictSame(schemaErrors(schema, JSON.parse(JSON.stringify(report))), [])
  t.end()
})

t.test('REH-05: the asynchronous report tells downtime, exposure, sessions, versions', (t) => {
  const report = buildReport(asynchronousStream(), facts)
  t.match(report, {
    verdict: 'passed-with-warnings',
    runbook: 'asynchronous',
    world: 'virtual',
    downtimeMs: 23,
    longestGapMs: 23,
    windows: [
      { id: 'update-b', downtimeMs: 23, longestGapMs: 23 },
      { id: 'update-a', downtimeMs: 0, longestGapMs: 0 },
    ],
    outages: [{ step: 'untick-a', window: 'update-b', recovered: true }],
    sessions: { lost: [], cut: 4, merged: 268, discarded: [] },
    versions: { a: { before: { base: '3.2.4' }, after: { base: '3.3.2', site: '12.2.0' } } },
    traceHash: facts.traceHash,
  })
  t.ok(report.exposureMs > 150 * minute && report.exposureMs < report.labTimeMs)
  t.ok(report.windows[0] !== undefined && report.windows[0].startedAtMs > 5 * minute)
  t.end()
})

t.test('REH-05: the synchronous report has the installation as downtime', (t) => {
  const report = buildReport(synchronousStream(), facts)
  t.equal(report.downtimeMs, 45 * minute + 412)
  t.match(report.outages, [{ step: 'update-a', reason: 'maintenance (503)' }])
  t.end()
})

t.test('REH-05: docs/report.schema.json is the schema that reports keep', (t) => {
  const shipped = new URL('../../../../docs/report.schema.json', import.meta.url)
  t.strictSame(JSON.parse(readFileSync(shipped, 'utf8')), schema)
  t.end()
})
