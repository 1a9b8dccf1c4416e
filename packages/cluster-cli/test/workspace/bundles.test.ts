import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plantedDefects } from '@understudy/appliance-core/planted'
import t from 'tap'
import { programs } from '../../src/lab/processes/programs.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const bundles = createRequire(import.meta.url)(join(root, 'scripts/lib/bundles.js')) as {
  readonly BUNDLES: Readonly<Record<string, string>>
  readonly FOLDER: string
  readonly fileOf: (name: string) => string
  readonly removeOldParts: (folder: string, newOnes: ReadonlySet<string>) => void
}
const notBundled = existsSync(bundles.fileOf('understudy'))
  ? false
  : 'nothing is bundled here: npm run bundle'

t.test('LAB-01: every program that is started has a bundle of its name', (t) => {
  t.same(Object.keys(programs).sort(), Object.keys(bundles.BUNDLES).sort())
  const chosen = process.env['UNDERSTUDY_BUNDLES']
  t.teardown(() => {
    if (chosen === undefined) delete process.env['UNDERSTUDY_BUNDLES']
    else process.env['UNDERSTUDY_BUNDLES'] = chosen
  })
  for (const [name, programFile] of Object.entries(programs)) {
    process.env['UNDERSTUDY_BUNDLES'] = 'folder'
    t.equal(programFile(), join('folder', `${name}.js`))
    process.env['UNDERSTUDY_BUNDLES'] = ''
    t.ok(programFile().endsWith('main.js') && existsSync(programFile()), programFile())
  }
  t.end()
})

interface Bundled {
  readonly name: string
  readonly text: string
  readonly sources: readonly string[]
}

/** The programs and the parts that they share. */
function bundled(): readonly Bundled[] {
  const names = readdirSync(bundles.FOLDER).filter((name) => name.endsWith('.js'))
  return names.map((name) => {
    const file = join(bundles.FOLDER, name)
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] }
    return { name, text: readFileSync(file, 'utf8'), sources }
  })
}

t.test(
  'LAB-01: a bundle needs no module of ours, and its map names our sources',
  { skip: notBundled },
  (t) => {
    const files = bundled()
    const names = new Set(files.map(({ name }) => name))
    for (const { name, text } of files) {
      const needed = [...text.matchAll(/(?:^|[;}\s(])(?:from|import)\s*[(]?"([^"]+)"/g)].map(
        ([, from = '']) => from,
      )
      t.same(
        needed.filter((from) => from.startsWith('@understudy')),
        [],
        name,
      )
      const beside = needed.filter((from) => /^[.][/].*[.]js$/.test(from))
      t.ok(
        beside.every((from) => names.has(from.slice(2))),
        `${name} has its parts beside it`,
      )
    }
    for (const name of Object.keys(bundles.BUNDLES)) {
      const sources = files.find((file) => file.name === `${name}.js`)?.sources ?? []
      t.ok(
        sources.some((source) => basename(source) === 'main.ts'),
        name,
      )
    }
    const { stdout } = spawnSync(process.execPath, [bundles.fileOf('understudy'), '--version'])
    t.match(stdout.toString(), /^understudy \d+[.]\d+[.]\d+\n$/)
    t.end()
  },
)

t.test('CHA-05: no bundle contains a planted defect', { skip: notBundled }, (t) => {
  for (const { name, text, sources } of bundled()) {
    t.same(
      plantedDefects.filter(({ what }) => text.includes(what)),
      [],
      name,
    )
    t.same(
      sources.filter((source) => source.includes('/planted/')),
      [],
    )
  }
  t.end()
})

t.test('LAB-01: parts of earlier builds stay for labs that run, and are removed then', (t) => {
  const folder = t.testdir({ 'part-NEW.js': '', 'part-OLD.js': '', 'appliance.js': '' })
  const twoDaysAgoS = Date.now() / 1_000 - 2 * 24 * 60 * 60
  utimesSync(join(folder, 'part-OLD.js'), twoDaysAgoS, twoDaysAgoS)
  bundles.removeOldParts(folder, new Set())
  t.same(readdirSync(folder).sort(), ['appliance.js', 'part-NEW.js'])
  utimesSync(join(folder, 'part-NEW.js'), twoDaysAgoS, twoDaysAgoS)
  bundles.removeOldParts(folder, new Set(['part-NEW.js']))
  t.same(readdirSync(folder).sort(), ['appliance.js', 'part-NEW.js'], 'nor what is of this build')
  t.end()
})

t.test('LAB-01: bundles count only while nothing was compiled after them', (t) => {
  const names = Object.keys(bundles.BUNDLES).map((name) => [`${name}.js`, ''])
  const folder = t.testdir({
    scripts: { 'package.json': '{"type":"commonjs"}', lib: {} },
    packages: {
      one: { 'package.json': '{}', dist: { 'tsconfig.tsbuildinfo': '' } },
      console: {
        'package.json': '{}',
        dist: { web: { 'tsconfig.tsbuildinfo': '' } },
        web: { 'console.css': '' },
      },
    },
    bundle: { ...Object.fromEntries(names), console: { 'console.js': '' } },
  })
  for (const file of ['bundles.js', 'paths.js'])
    copyFileSync(join(root, 'scripts/lib', file), join(folder, 'scripts/lib', file))
  const { areCurrent } = createRequire(import.meta.url)(join(folder, 'scripts/lib/bundles.js')) as {
    readonly areCurrent: () => boolean
  }
  const setTime = (file: string, seconds: number): void =>
    utimesSync(join(folder, file), seconds, seconds)
  setTime('scripts/lib/bundles.js', 1)
  setTime('packages/one/dist/tsconfig.tsbuildinfo', 2)
  const page = ['dist/web/tsconfig.tsbuildinfo', 'web/console.css']
  for (const file of page) setTime(`packages/console/${file}`, 2)
  for (const [file = ''] of [...names, ['console/console.js']]) setTime(`bundle/${file}`, 3)
  t.equal(areCurrent(), true)
  setTime('packages/one/dist/tsconfig.tsbuildinfo', 4)
  t.equal(areCurrent(), false, 'compiled later')
  setTime('packages/one/dist/tsconfig.tsbuildinfo', 2)
  setTime('scripts/lib/bundles.js', 4)
  t.equal(areCurrent(), false, 'bundled by other rules')
  setTime('scripts/lib/bundles.js', 1)
  setTime('packages/console/web/console.css', 4)
  t.equal(areCurrent(), false, "the console's page was changed later")
  t.end()
})
