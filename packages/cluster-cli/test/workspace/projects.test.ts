import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))

/** A copy of the project's own files, without sources, that a test may spoil. */
function copyOfProjects(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-projects-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const listed = spawnSync('git', ['ls-files', '*.json', 'scripts', 'docs/ARCHITECTURE.md'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const name of listed.stdout.split('\n').filter((line) => line !== '')) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    cpSync(join(root, name), join(folder, name))
  }
  return folder
}

function check(folder: string): { readonly code: number | null; readonly said: string } {
  const script = join(folder, 'scripts/projects.js')
  const { status, stdout } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  return { code: status, said: stdout }
}

t.test('what is made of the list of projects is what it makes', (t) => {
  t.strictSame(check(copyOfProjects(t)), { code: 0, said: '' })
  t.end()
})

t.test(
  'a pure package that the lint does not know, a stale reference, an arrow of the picture and a stranger are told',
  (t) => {
    const spoiled: readonly (readonly [file: string, from: string, to: string])[] = [
      ['biome.json', '"packages/report/src/**",', ''],
      ['packages/simulator/tsconfig.json', '"../rehearsal"', '"../report"'],
      ['docs/ARCHITECTURE.md', 'network-model --> update-model', 'network-model --> shared'],
    ]
    for (const [file, from, to] of spoiled) {
      const folder = copyOfProjects(t)
      const text = readFileSync(join(folder, file), 'utf8')
      t.match(text, from)
      writeFileSync(join(folder, file), text.replace(from, to))
      t.match(check(folder), { code: 1, said: `${file} does not follow` })
    }
    const folder = copyOfProjects(t)
    mkdirSync(join(folder, 'packages/stranger'))
    writeFileSync(join(folder, 'packages/stranger/package.json'), '{}')
    t.match(check(folder), { code: 1, said: 'packages/stranger is not in scripts/lib/projects.js' })
    t.end()
  },
)
