import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { rehearsalIn } from './support/rehearsal.ts'

/** A was cut off and B served alone; then A establishes over B. Each runbook is another way to it. */
const cases = fileURLToPath(new URL('../../test/fixtures/wrong-side/', import.meta.url))
const read = (name: string): string => readFileSync(`${cases}${name}`, 'utf8')

for (const name of readdirSync(cases).filter((file) => file.endsWith('.runbook.yaml')))
  for (const force of name === 'wrong-side.runbook.yaml' ? [false, true] : [false])
    t.test(
      `FO-03: ${name}, ${force ? 'forced' : 'not forced'}, says what B would lose`,
      async (t) => {
        const runbook = read(name).replace('reversePort: 443', `reversePort: 443, force: ${force}`)
        const files = { 'lab.yaml': read('wrong-side.lab.yaml'), 'runbook.yaml': runbook }
        const { code, events, report } = await rehearsalIn(
          t.testdir(files),
          'runbook.yaml',
          'virtual',
        )
        const announced = events.findIndex((e) => e.name === 'overwrite-announced')
        if (force) {
          const gone = events.findIndex((e) => e.name === 'sessions-discarded')
          t.ok(announced > 0 && announced < gone, 'said before it happens')
          t.match(events[announced], {
            source: 'b',
            to: 'a',
            records: report.sessions.discardedCount,
          })
          t.ok(report.sessions.lost.length > 0, 'and the report tells of it')
          return
        }
        t.equal(code, 1)
        t.match(
          events.find((e) => e.name === 'relationship-refused' && e.source === 'b'),
          { code: 'peer-newer-data', message: /b has newer data of its own: [1-9]\d+ records/ },
        )
        t.strictSame(report.sessions.lost, [])
        t.equal(announced, -1)
      },
    )
