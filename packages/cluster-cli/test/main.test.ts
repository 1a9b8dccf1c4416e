import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import t from 'tap'
import { programs } from '../src/lab/processes/programs.ts'
import { whyNot } from './support/programs.ts'

const main = programs.understudy()
const noShell = whyNot('sh', ['-c', 'true'])

/** Runs a shell's line in that folder; `"$@"` is the command with these arguments. */
function inShell(folder: string, line: string, args: readonly string[]) {
  // What the test runner preloads into every Node.js needs a working folder.
  const words = ['-c', `unset NODE_OPTIONS; ${line}`, 'sh', process.execPath, main, ...args]
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

const noFullDevice = noShell || (existsSync('/dev/full') ? false : 'there is no /dev/full here')

t.test(
  'REH-05: a full standard output is told once, and exits with 5',
  { skip: noFullDevice },
  (t) => {
    t.same(inShell(t.testdir(), '"$@" > /dev/full', ['operations']), {
      code: 5,
      out: '',
      err: 'understudy: standard output cannot be written: the disk is full\n',
    })
    t.equal(
      inShell(t.testdir(), '"$@" 2> /dev/full', ['operations', 'x']).code,
      3,
      'wrong usage stays',
    )
    t.end()
  },
)

t.test('REH-05: a reader that goes away is told, and exits with 5', async (t) => {
  const child = spawn(process.execPath, [main, 'operations'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8')
  })
  t.same(await once(child, 'close'), [5, null])
  t.equal(said, 'understudy: standard output cannot be written: nobody reads it any more\n')
})
