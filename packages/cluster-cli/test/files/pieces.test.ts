import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { linesIn } from '../../src/files/lines-in.ts'
import { replaceFile } from '../../src/files/replace-file.ts'
import { eventLines } from '../../src/output/event-lines.ts'

const folder = t.testdir()
const file = join(folder, 'events.ndjson')

/** Of more than a megabyte together: it is read in two pieces at least. */
const events = Array.from({ length: 9_000 }, (_, number): LabEvent => {
  const reason = `ß${'ü'.repeat(number % 97)}`
  return { name: 'rehearsal-ended', outcome: 'stopped', reason, atMs: number, source: 'conductor' }
})

t.test('REH-05: events are written and read in pieces, and none is as long as all', (t) => {
  const pieces = [...eventLines(events)]
  t.ok(pieces.length > 10, 'several pieces')
  replaceFile(file, eventLines(events))
  t.equal(readFileSync(file, 'utf8'), pieces.join(''))
  const lines = [...linesIn(file)]
  t.equal(lines.pop(), '', 'the last line is ended')
  t.same(
    lines.map((line) => JSON.parse(line)),
    events,
  )
  t.end()
})

t.test('REH-05: a line that was not ended is read too, and a letter across two pieces', (t) => {
  replaceFile(file, 'one\ntwo')
  t.same([...linesIn(file)], ['one', 'two'])
  // Two bytes a letter, from the second byte on: one of them lies across each megabyte.
  const long = `a${'ü'.repeat(700_000)}`
  replaceFile(file, long)
  t.ok([...linesIn(file)].join('\n') === long)
  t.end()
})

t.test(
  'REH-05: where writing fails half-way, the old file stays and nothing lies beside it',
  (t) => {
    replaceFile(file, 'old')
    function* torn(): Iterable<string> {
      yield 'new'
      throw new Error('no space is left')
    }
    t.throws(() => replaceFile(file, torn()), /no space is left/)
    t.equal(readFileSync(file, 'utf8'), 'old')
    t.notOk(existsSync(`${file}.${process.pid}.tmp`))
    t.end()
  },
)
