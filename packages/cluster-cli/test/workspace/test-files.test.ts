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
    options?: {
      readonly fileMsMax?: number
      readonly database?: Promise<void>
      readonly sharing?: (file: string) => string | undefined
    },
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

t.test('scripts/test tells of each file that fails among those that share a process', async (t) => {
  const play = async (...names: readonly (keyof typeof bodies)[]) => {
    const said: string[] = []
    const files = names.map((name) => testFile(name, bodies[name]))
    const sharing = () => 'all'
    return { ...(await runTestFiles(files, (line) => void said.push(line), { sharing })), said }
  }
  const good = await play('good', 'late')
  t.match(good, { passed: 2, skipped: 1 })
  const mixed = await play('good', 'fails', 'late')
  t.match(mixed, { passed: 3, failed: 1, skipped: 1 })
  t.match(mixed.said.join('\n'), /✖ .*fails\.test\.mjs > one > one is two/)
  for (const breaking of ['throws', 'exits'] as const)
    t.ok((await play('good', breaking, 'fails')).failed > 0, breaking)
  const own = 't.testdir()'
  t.ok(
    (
      await runTestFiles([testFile('own', own), testFile('own', own)], () => {}, {
        sharing: () => 'all',
      })
    ).failed > 0,
    'a folder of the process',
  )
})

t.test(
  'scripts/test plays what needs no database before that is compiled, and all of it',
  async (t) => {
    const said: string[] = []
    let compiled = (): void => {}
    const database = new Promise<void>((resolve) => {
      compiled = resolve
    })
    const files = ['one', 'two', 'three'].map((name) => testFile(name, bodies.good))
    const counts = await runTestFiles(
      files,
      (line) => {
        if (said.push(line) === 2) compiled()
      },
      { database },
    )
    t.equal(counts.passed, 3)
    t.equal(said.length, 3)
  },
)

t.test('scripts/test ends a test file that does not end, which fails', async (t) => {
  const { failed } = await runTestFiles([testFile('hangs', hangs)], () => {}, { fileMsMax: 500 })
  t.ok(failed > 0)
})
