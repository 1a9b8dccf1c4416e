import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { whyNot } from './support/programs.ts'

const main = fileURLToPath(new URL('../src/main.js', import.meta.url))
const noShell = whyNot('sh', ['-c', 'true'])

/** Runs a shell's line in that folder; `"$@"` is the command with these arguments. */
function inShell(folder: string, line: string, args: readonly string[]) {
  const words = ['-c', line, 'sh', process.execPath, main, ...args]
  const { status, stdout, stderr } = spawnSync('sh', words, { cwd: folder, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

t.test('a working folder that was removed is told, and exits with 3', { skip: noShell }, (t) => {
  const folder = t.testdir({ gone: {} })
  t.same(inShell(folder, 'cd gone && rmdir ../gone && "$@"', ['status']), {
    code: 3,
    out: '',
    err: 'understudy: the current folder does not exist any more; change to another one\n',
  })
  t.end()
})
