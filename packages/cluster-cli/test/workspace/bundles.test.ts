import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, utimesSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plantedDefects } from '@understudy/appliance-core/planted'
import t from 'tap'
import { programs } from '../../src/lab/processes/programs.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const bundles = createRequire(import.meta.url)(join(root, 'scripts/lib/bundles.js')) as {
  readonly BUNDLES: Readonly<Record<string, string>>
  readonly PARTS: Readonly<Record<string, string>>
  readonly fileOf: (name: string) => string
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

t.test(
  'LAB-01: a bundle needs no module of ours, and its map names our sources',
  { skip: notBundled },
  (t) => {
    for (const name of Object.keys(bundles.BUNDLES)) {
      const file = bundles.fileOf(name)
      const imports = [...readFileSync(file, 'utf8').matchAll(/^import .* from "(.*)";$/gm)]
      const foreign = new Set(imports.map(([, from = '']) => from.replace(/^node:/, '')))
      t.notOk(
        [...foreign].some((from) => /^@understudy|^[.]/.test(from)),
        name,
      )
      const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { sources: string[] }
      t.ok(sources.some((source) => basename(source) === 'main.ts'))
    }
    const { stdout } = spawnSync(process.execPath, [bundles.fileOf('understudy'), '--version'])
    t.match(stdout.toString(), /^understudy \d+[.]\d+[.]\d+\n$/)
    t.end()
  },
)

t.test('CHA-05: no bundle contains a planted defect', { skip: notBundled }, (t) => {
  for (const name of Object.keys({ ...bundles.BUNDLES, ...bundles.PARTS })) {
    const text = readFileSync(bundles.fileOf(name), 'utf8')
    t.same(
      plantedDefects.filter(({ what }) => text.includes(what)),
      [],
      name,
    )
    const { sources } = JSON.parse(readFileSync(`${bundles.fileOf(name)}.map`, 'utf8')) as {
      sources: string[]
    }
    t.same(
      sources.filter((source) => source.includes('/planted/')),
      [],
    )
  }
  t.end()
})

t.test('LAB-01: bundles count only while nothing was compiled after them', (t) => {
  const names = Object.keys({ ...bundles.BUNDLES, ...bundles.PARTS }).map((name) => [
    `${name}.js`,
    '',
  ])
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
