import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@understudy/report'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'
import { rehearsalIn } from '../support/rehearsal.ts'

const folder = t.testdir({ 'lab.yaml': smallLab })
const { events, report } = await rehearsalIn(folder, 'asynchronous', 'virtual')

/** The files that the rehearsal has left, with something else in them. */
function leftWith(change: (report: Report) => void, lines = events.map((e) => JSON.stringify(e))) {
  const changed = structuredClone(report)
  change(changed)
  mkdirSync(join(folder, 'changed'), { recursive: true })
  writeFileSync(join(folder, 'changed', 'report.json'), JSON.stringify(changed))
  writeFileSync(join(folder, 'changed', 'events.ndjson'), lines.join('\n'))
  return commandLine(folder, ['verify', 'changed'])
}

t.test(
  'REH-05: verify counts the figures again from the events alone, and they agree',
  async (t) => {
    const { code, out } = await commandLine(folder, ['verify', 'virtual'])
    t.equal(code, 0)
    t.match(out, /^report\.json and events\.ndjson agree in all \d+ figures\n$/)
    t.ok(report.downtimeMs > 3_000 && report.exposureMs > 0 && report.sessions.acknowledged > 0)
  },
)

const changes: readonly (readonly [string, (report: Report) => void])[] = [
  ['downtimeMs', (r) => (r.downtimeMs += 1)],
  ['longestGapMs', (r) => (r.longestGapMs -= 1)],
  ['exposureMs', (r) => (r.exposureMs += 1_000)],
  ['sessions.acknowledged', (r) => (r.sessions.acknowledged -= 1)],
  ['sessions.lost', (r) => r.sessions.lost.push('ghost')],
  ['sessions.cut', (r) => (r.sessions.cut += 1)],
  ['sessions.abandoned', (r) => (r.sessions.abandoned += 1)],
  ['sessions.turnedAway', (r) => (r.sessions.turnedAway += 1)],
  ['windows.0.downtimeMs', (r) => (r.windows[0] as Report['windows'][number]).downtimeMs++],
]
for (const [figure, change] of changes)
  t.test(`REH-05: verify finds another ${figure} in the report, and exits with 1`, async (t) => {
    const { code, out } = await leftWith(change)
    t.equal(code, 1)
    t.match(
      out,
      new RegExp(`^${figure}: expected .+ \\(events.ndjson\\), found .+ \\(report.json\\)\n$`),
    )
  })

t.test('REH-05: verify finds an event that is missing', async (t) => {
  const kept = events.filter((event) => event.name !== 'outage-ended')
  const { code, out } = await leftWith(
    () => {},
    kept.map((e) => JSON.stringify(e)),
  )
  t.equal(code, 1)
  t.match(out, 'downtimeMs: expected')
})

t.test('REH-05: verify refuses what no rehearsal has left, with exit code 3', async (t) => {
  const nothing = await commandLine(folder, ['verify', 'nowhere'])
  t.match(nothing, { code: 3, err: /^understudy: nowhere: expected the folder .*, found none\n$/ })
  const file = await commandLine(folder, ['verify', 'lab.yaml'])
  t.equal(file.code, 3)
  mkdirSync(join(folder, 'empty'))
  const empty = await commandLine(folder, ['verify', 'empty'])
  t.match(empty, { code: 3, err: /report\.json: there is no such file/ })
  t.equal((await commandLine(folder, ['verify'])).code, 3)
  const torn = readFileSync(join(folder, 'virtual', 'events.ndjson'), 'utf8').slice(0, -9)
  const broken = await leftWith(() => {}, torn.split('\n'))
  t.match(broken, { code: 3, err: /events\.ndjson line \d+: expected a JSON object/ })
})
