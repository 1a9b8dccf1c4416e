import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly skips: readonly string[]
}

const scripts = fileURLToPath(new URL('../../../../../scripts/lib/', import.meta.url))
const {
  runTestFiles,
}: {
  runTestFiles(
    files: readonly string[],
    say: (line: string) => void,
    limits?: { readonly fileMsMax: number },
  ): Promise<Counts>
} = createRequire(import.meta.url)(join(scripts, 'test-files.js'))

const bodies = {
  good: "t.test('one', async (t) => t.ok(true))\nt.test('two', { skip: 'no' }, () => {})",
  fails: "t.test('one', async (t) => {\n  t.ok(true)\n  t.equal(1, 2, 'one is two')\n})",
  throws: "throw new Error('broken off')",
  exits: 'process.exit(0)',
  late: "t.test('one', async (t) => t.ok(true))\nprocess.on('exit', () => { process.exitCode = 9 })",
} as const
const hangs = "t.test('one', () => new Promise(() => { setInterval(() => {}, 1000) }))"

const folder = t.testdir()
const testFile = (name: string, body: string): string => {
  const file = join(folder, `${name}.test.mjs`)
  writeFileSync(file, `import t from ${JSON.stringify(import.meta.resolve('tap'))}\n${body}\n`)
  return file
}

t.test('scripts/test counts what fails, and each test file that breaks off', async (t) => {
  const said: string[] = []
  const files = Object.entries(bodies).map(([name, body]) => testFile(name, body))
  const counts = await runTestFiles(files, (line) => void said.push(line))
  t.match(counts, { passed: 3, skipped: 1, skips: ['two: no'] })
  const failed = said.filter((line) => line.startsWith('FAILED')).join('\n')
  for (const name of Object.keys(bodies))
    t.equal(failed.includes(`${name}.test.mjs`), name !== 'good', name)
  t.match(said.join('\n'), /✖ .*fails\.test\.mjs > one > one is two/)
  t.match(said.join('\n'), 'broken off')
})

t.test('scripts/test ends a test file that does not end, which fails', async (t) => {
  const { failed } = await runTestFiles([testFile('hangs', hangs)], () => {}, { fileMsMax: 500 })
  t.ok(failed > 0)
})
