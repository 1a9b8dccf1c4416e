import t from 'tap'
import { withoutIds } from '../src/decision/sources.ts'
import { analyse, buildReport, renderHtml } from '../src/index.ts'
import { escaped } from '../src/markup.ts'
import { hostile, hostileStream } from './hostile-stream.ts'
import { dnsStream, lostAnnouncementStream, natStream } from './network-streams.ts'
import { asynchronousStream, synchronousStream } from './synthetic-streams.ts'

const facts = { wallTimeMs: 1 }

const pageOf = (stream: () => ReturnType<typeof asynchronousStream>): string =>
  renderHtml(analyse(stream(), facts))

t.test('SEC-03: no text of the lab becomes markup of report.html', (t) => {
  const page = pageOf(() => hostileStream())
  t.notMatch(page, '<script')
  t.notMatch(page, '\u0000')
  t.notMatch(page, '\u001B')
  const report = buildReport(hostileStream(), facts)
  const texts = [
    report.title,
    ...report.reasons.map((reason) => withoutIds(reason).text),
    ...report.sessions.lost,
    ...report.outages.map((outage) => outage.reason),
    ...report.warnings.map((warning) => warning.message),
    ...report.steps.flatMap((step) => [step.title, step.guide, ...step.evidence, step.found]),
    ...Object.keys(report.versions).map((name) => name.toUpperCase()),
  ].filter((text) => text !== '')
  t.ok(texts.filter((text) => text.toLowerCase().includes('<script>')).length > 40)
  for (const text of texts) if (!page.includes(escaped(text))) t.fail(`not shown: ${text}`)
  t.equal(
    escaped(hostile),
    '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;\uFFFD[2J\uFFFD]]&gt;\uFFFD',
  )
  t.end()
})

t.test('SEC-03: nor does what the network and the clients told', (t) => {
  for (const stream of [dnsStream, lostAnnouncementStream, () => natStream('keep')]) {
    const events = hostileStream(stream)
    const page = renderHtml(analyse(events, facts))
    t.match(page, '&lt;script&gt;', 'it is shown')
    t.notMatch(page, '<script')
    t.notMatch(page, '\u001B')
  }
  t.end()
})

t.test('REH-05: report.html is one file that loads nothing', (t) => {
  const page = pageOf(asynchronousStream)
  t.notMatch(page, /<link|<script|<img|<iframe|@import|src=|https?:/)
  t.notMatch(page, /url\((?!#)/)
  t.match(page, '<svg')
  t.end()
})

t.test('REH-05: the picture shows steps, installations, owners and outages over lab time', (t) => {
  const page = pageOf(asynchronousStream)
  for (const id of ['backup-a', 'untick-a', 'tick-b', 'first-sync']) t.match(page, `>${id}</text>`)
  t.match(page, /class="work"><title>Base 3.3.2: 0:05:03 to 0:20:03, 15 min/)
  t.match(page, /class="owner nobody"><title>nobody: 0:50:03 to 0:50:03, \d+ ms/)
  t.match(page, /class="role primary who-1"><title>primary: 2:35:03/)
  t.match(page, /down 23 ms from 0:50:03: connection reset/)
  t.match(page, '>1:45</text>', 'the axis')
  t.end()
})

t.test('REH-05: a window that is too narrow for its name has it beside itself', (t) => {
  const hourMs = 3_600_000
  const names = ['Update A in a short while', 'Update B and establish the relationship again']
  const { report, rehearsal } = analyse(asynchronousStream(), facts)
  const windows = report.windows.map((window, i) => ({
    ...window,
    name: names[i] ?? '',
    startedAtMs: i === 0 ? hourMs / 12 : rehearsal.endedAtMs - hourMs / 60,
    endedAtMs: i === 0 ? hourMs / 12 + 60_000 : rehearsal.endedAtMs,
  }))
  const page = renderHtml({ report: { ...report, windows }, rehearsal })
  for (const name of names) t.match(page, `>${name}<title>`)
  t.match(page, /y="17" text-anchor="end">Update B/)
  t.end()
})

t.test('REH-05: the legend has the colour of each appliance, by its name', (t) => {
  const { report, rehearsal } = analyse(asynchronousStream(), facts)
  const { a } = report.versions
  const versions = { ...report.versions, ...(a === undefined ? {} : { third: a }) }
  const page = renderHtml({ report: { ...report, versions }, rehearsal })
  const [legend = ''] = /<ul class="legend">.*?<\/ul>/s.exec(page) ?? []
  for (const [i, name] of ['A', 'B', 'THIRD'].entries())
    t.match(legend, new RegExp(`class="role primary who-${i}"[^>]*>.*?</svg>${name}</li>`))
  t.end()
})

t.test(
  'REH-05: a gap of milliseconds in hours of lab time is drawn wide enough to be seen',
  (t) => {
    const page = pageOf(asynchronousStream)
    const [, width] =
      /<rect class="down" x="[\d.]+" y="[\d.]+" width="([\d.]+)"[^>]*><title>/.exec(page) ?? []
    t.equal(width, '3')
    t.match(page, '<td class="number">23 ms</td>')
    t.match(pageOf(synchronousStream), '<td class="number">2,700,412 ms</td>')
    t.end()
  },
)

t.test(
  'REH-05: the picture of a lab that ran already shows who had roles and traffic at first',
  (t) => {
    const missing = new Set(['appliance-started', 'relationship-establishing', 'address-enabled'])
    const stream = () => {
      const events = asynchronousStream()
      const ready = events.findIndex((event) => event.name === 'lab-ready')
      return events.filter(
        (event, i) => i >= ready || !(missing.has(event.name) || event.name === 'traffic-owner'),
      )
    }
    const page = pageOf(stream)
    t.match(page, /class="owner who-0"><title>A: 0:00:00 to 0:50:03/)
    t.match(page, /class="role standalone who-0"><title>standalone: 0:00:00 to 0:00:02/)
    t.equal(buildReport(stream(), facts).outages[0]?.step, 'untick-a')
    t.end()
  },
)
