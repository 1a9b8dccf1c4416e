import { spawnSync } from 'node:child_process'
import t from 'tap'
import { shellWords } from '../../src/usage/shell-words.ts'

const hasShell = process.platform !== 'win32'

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  ['  a  status ', ['a', 'status']],
  [`--value "Back at nine"`, ['--value', 'Back at nine']],
  [`--input '{"a":"b c"}'`, ['--input', '{"a":"b c"}']],
  ['one\\ word', ['one word']],
  [`a"b"'c'd`, ['abcd']],
  [`""`, ['']],
  [`"a \\" b"`, ['a " b']],
]
for (const [line, words] of cases)
  t.test(
    `LAB-01: the shell splits ${line === '' ? 'nothing' : line} as other shells do`,
    async (t) => {
      t.same(shellWords(line), words)
      const script = `for word in ${line}; do printf '[%s]' "$word"; done`
      const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' })
      if (hasShell) t.equal(stdout, words.map((word) => `[${word}]`).join(''), 'as sh does')
    },
  )

t.test('LAB-01: a quote that is not closed is told', async (t) => {
  t.throws(() => shellWords(`a "b`), /expected a closing quote, found none: "b/)
})
