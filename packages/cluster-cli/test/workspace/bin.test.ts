import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ownFolder = fileURLToPath(new URL('../../../', import.meta.url))
const root = join(ownFolder, '../..')
const bin: string = JSON.parse(readFileSync(join(ownFolder, 'package.json'), 'utf8')).bin.understudy

t.test(
  'LAB-01: the command is a file of the checkout, so that npm can link it before a build',
  (t) => {
    const { stdout } = spawnSync(
      'git',
      ['ls-files', '--stage', join('packages/cluster-cli', bin)],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    t.match(stdout, /^100755 /)
    const linked = join(root, 'node_modules/.bin/understudy')
    t.equal(existsSync(linked) || existsSync(`${linked}.cmd`), true, 'and linked it is')
    t.end()
  },
)

t.test('LAB-01: the command runs, and says what is missing where nothing is built', (t) => {
  const built = spawnSync(process.execPath, [join(ownFolder, bin), '--version'], {
    encoding: 'utf8',
  })
  t.match(built, { status: 0, stdout: /^understudy \d+[.]\d+[.]\d+/ })
  const folder = t.testdir()
  cpSync(join(ownFolder, 'bin'), join(folder, 'bin'), { recursive: true })
  const unbuilt = spawnSync(process.execPath, [join(folder, bin)], { encoding: 'utf8' })
  t.match(unbuilt, { status: 3, stderr: /^error: .*npm run build/ })
  t.end()
})
