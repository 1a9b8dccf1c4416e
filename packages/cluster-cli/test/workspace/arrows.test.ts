import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))

/** The rules that a workspace with these sources breaks. */
function rulesBrokenBy(t: Test, sources: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-arrows-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'tsconfig.base.json'), '{}')
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(root, '.dependency-cruiser.cjs')
  const { stdout } = spawnSync(
    process.execPath,
    [program, '--config', config, '--output-type', 'json', 'packages'],
    { cwd: folder, encoding: 'utf8' },
  )
  const { summary } = JSON.parse(stdout)
  t.equal(summary.totalCruised >= Object.keys(sources).length, true, 'every source was looked at')
  return summary.violations.map(({ rule }: { rule: { name: string } }) => rule.name).sort()
}

t.test('the arrows fail on a circle, of types alone too', (t) => {
  const broken = rulesBrokenBy(t, {
    'packages/population/src/a.ts':
      "import type { B } from './b.ts'\nexport interface A {\n  readonly b: B\n}\n",
    'packages/population/src/b.ts':
      "import type { A } from './a.ts'\nexport interface B {\n  readonly a: A\n}\n",
  })
  t.strictSame([...new Set(broken)], ['no-circular'])
  t.end()
})

t.test('the arrows fail on an arrow up, and on Node.js in a pure package', (t) => {
  const broken = rulesBrokenBy(t, {
    'packages/population/src/a.ts':
      "export { b } from '../../cluster-cli/src/b.ts'\nexport { readFileSync } from 'node:fs'\n",
    'packages/cluster-cli/src/b.ts': 'export const b = 1\n',
  })
  t.strictSame(broken, ['arrow-population', 'nobody-imports-the-command-line', 'pure-no-node'])
  t.end()
})

t.test('the arrows fail where a folder of the core reaches into another one’s slice', (t) => {
  const broken = rulesBrokenBy(t, {
    'packages/appliance-core/src/link/slice.ts': 'export const slice = 1\n',
    'packages/appliance-core/src/link/probe.ts': "export { slice } from './slice.ts'\n",
    'packages/appliance-core/src/context.ts': "export { slice } from './link/slice.ts'\n",
    'packages/appliance-core/src/clients/desk.ts': "export { slice } from '../link/slice.ts'\n",
  })
  t.strictSame(broken, ['slice-is-private', 'slice-is-private'])
  t.end()
})

t.test('the arrows fail on nothing where they point down', (t) => {
  const broken = rulesBrokenBy(t, {
    'packages/population/src/a.ts': "export { b } from './b.ts'\n",
    'packages/population/src/b.ts': 'export const b = 1\n',
  })
  t.strictSame(broken, [])
  t.end()
})
