import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const scripts = fileURLToPath(new URL('../../../../../scripts/lib/', import.meta.url))
const {
  guidesProblems,
}: { guidesProblems(tests: Map<string, string[]>, of?: object[]): string[] } = createRequire(
  import.meta.url,
)(join(scripts, 'guides-doc.js'))

const tests = new Map([['BAK-01', ['a.test.ts']]])
const whole = {
  asks: 'Back up',
  steps: ['asynchronous/backup-a'],
  operations: ['download-backup'],
  lab: ['representatives'],
  tests: ['BAK-01'],
}

t.test('a sentence of the guides that has lost its home is told, with what is gone', async (t) => {
  t.same(guidesProblems(tests, [whole]), [])
  t.same(guidesProblems(tests, [{ asks: 'Pages', waits: 'pages (WEB-03)' }]), [])
  for (const [change, gone] of [
    [{ steps: ['asynchronous/backup-z'] }, 'there is no step asynchronous/backup-z'],
    [{ steps: ['synchronous/take-b'] }, 'there is no step synchronous/take-b'],
    [{ operations: ['download-backups'] }, 'there is no operation download-backups'],
    [{ lab: ['representative'] }, 'a lab file has no field representative'],
    [{ tests: ['BAK-02'] }, 'no test carries BAK-02'],
    [{ tests: [] }, 'it has no test, and waits for nothing'],
  ] as const) {
    const [problem, ...more] = guidesProblems(tests, [{ ...whole, ...change }])
    t.match(problem, `sentence 1 (Back up): ${gone}`)
    t.same(more, [])
  }
})
