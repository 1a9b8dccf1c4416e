import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plantedDefects } from '@understudy/appliance-core/planted'
import { missingServer } from '@understudy/share-queue/real-server'
import { publint } from 'publint'
import t from 'tap'
import { smallLab } from '../support/lab-file.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const require = createRequire(import.meta.url)
const { makePackage } = require(join(root, 'scripts/lib/pack.js')) as {
  readonly makePackage: (folder: string) => Promise<string>
}

// Outside the checkout, whose node_modules must not help.
const folder = mkdtempSync(join(tmpdir(), 'understudy-package-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
const installed = join(folder, 'node_modules', 'understudy')

function runIn(command: string, args: readonly string[]) {
  const { NODE_OPTIONS: _preloads, UNDERSTUDY_BUNDLES: _bundles, ...env } = process.env
  const shell = process.platform === 'win32'
  const options = { cwd: folder, env, shell, encoding: 'utf8', timeout: 200_000 } as const
  const { status, stdout, stderr } = spawnSync(command, [...args], options)
  return { code: status, out: stdout, err: stderr }
}

const understudy = (...args: readonly string[]) =>
  runIn(process.execPath, [join(installed, 'bundle', 'understudy.js'), ...args])

/** Takes files of a library from this checkout, where they are compiled already. */
function takeOver(library: string, part = ''): void {
  const from = join(root, 'node_modules', library, part)
  cpSync(from, join(folder, 'node_modules', library, part), { recursive: true })
}

const virtual = ['rehearse', 'asynchronous', '--world', 'virtual'] as const
/** Opens a database in the command's own process. */
const database = ['chaos', 'run', '--seeds', '1', '--store', 'sqlite'] as const

t.test('LAB-01: the package installs from its tarball alone, and says who it is', async (t) => {
  const tarball = await makePackage(join(folder, 'packed'))
  const bytes = Uint8Array.from(readFileSync(tarball))
  t.same((await publint({ pack: { tarball: bytes.buffer }, strict: true })).messages, [])
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error']
  const alone = ['--offline', '--omit=optional', '--ignore-scripts', `--prefix=${folder}`]
  t.match(runIn('npm', ['install', ...quietly, ...alone, tarball]), { code: 0 })
  t.match(understudy('--version'), { code: 0, out: /^understudy \d+[.]\d+[.]\d+ \([0-9a-f]{12}/ })

  const manifest = require(join(installed, 'package.json')) as Record<string, object>
  t.notOk(manifest['dependencies'])
  t.same(Object.keys(manifest['optionalDependencies'] ?? {}), [
    'better-sqlite3',
    'msgpackr-extract',
  ])
  t.match(manifest['optionalDependencies'], { 'better-sqlite3': /^12[.].* [|][|] 13[.]/ })
  const licences = readFileSync(join(installed, 'THIRD-PARTY-LICENCES.txt'), 'utf8')
  for (const library of ['fastify', 'typebox', 'node-forge', 'ws', 'pino', 'yaml', 'msgpackr'])
    t.match(licences, new RegExp(`^${library} \\d.*\\n\\n(.*\\n)*?.*Copyright`, 'm'))
  const schema = require(join(installed, 'schemas', 'lab.json')) as { properties: object }
  t.hasOwnProps(schema.properties, ['appliances', 'network', 'clients'])
})

t.test('CHA-05: no code of the package contains a planted defect', async (t) => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  const code = files.filter(
    (file) => /[.](js|mjs|cjs)$/.test(file) && !file.includes('node_modules'),
  )
  t.ok(code.includes(join('bundle', 'understudy.js')))
  for (const file of code) {
    const text = readFileSync(join(installed, file), 'utf8')
    t.notOk(
      plantedDefects.some(({ what }) => text.includes(what)),
      file,
    )
  }
  t.notOk(files.some((file) => /planted/.test(file) && !file.endsWith('PLANTED.md')))
})

t.test(
  'LAB-01: without its database library the package rehearses in virtual time, and says what to do for the rest',
  (t) => {
    t.match(runIn('npx', ['--no-install', 'understudy', ...virtual]), { code: 0 })
    t.ok(existsSync(join(folder, 'out/asynchronous-virtual/report.html')))
    const absent = understudy(...database)
    t.match(absent, {
      code: 1,
      err: /^understudy: The database library .* it is not installed\. From Node\.js 22\.14 on /,
    })
    if (Number(process.versions['napi']) < 10) {
      const later = { version: '13.2.0', main: 'lib/index.js' }
      mkdirSync(join(folder, 'node_modules/better-sqlite3'), { recursive: true })
      writeFileSync(join(folder, 'node_modules/better-sqlite3/package.json'), JSON.stringify(later))
      t.match(understudy(...database), { code: 1, err: /version 13\.2\.0, .* for Node\.js 22\.14/ })
    }
    takeOver('better-sqlite3', 'package.json')
    takeOver('better-sqlite3', 'lib')
    for (const library of ['bindings', 'file-uri-to-path']) takeOver(library)
    const blocked = understudy(...database)
    t.match(blocked, { code: 1, err: /its compiled part is missing\. .*allow install scripts/ })

    writeFileSync(join(folder, 'lab.yaml'), smallLab)
    const up = understudy('up', '--lab', 'lab.yaml')
    t.match(up, { code: 1, err: /^understudy: appliance . ended .*allow install scripts/ })
    t.end()
  },
)

t.test('LAB-01: the package rehearses, and brings a lab up and down, in an empty folder', (t) => {
  const binary = 'build/Release/better_sqlite3.node'
  t.ok(existsSync(join(root, 'node_modules/better-sqlite3', dirname(binary))))
  takeOver('better-sqlite3', binary)
  t.match(understudy('up', '--lab', 'lab.yaml'), { code: 0 })
  t.match(understudy('status'), { code: 0, out: /^ {2}role +primary, epoch 1, serving$/m })
  t.match(understudy('down'), { code: 0, out: 'the lab small is stopped\n' })
  t.end()
})

t.test('LAB-01: the example for the test runner of Node.js passes with the package', (t) => {
  const example = join(installed, 'examples', 'node-test.test.mjs')
  cpSync(example, join(folder, 'example.test.mjs'))
  t.match(runIn(process.execPath, ['--test', 'example.test.mjs']), { code: 0, out: /pass 3/ })
  t.end()
})

t.test(
  'LAB-05: the three commands of docs/MANY-MACHINES.md, pasted into an empty folder, play a campaign by a worker',
  { skip: missingServer() },
  (t) => {
    const text = readFileSync(join(root, 'docs/MANY-MACHINES.md'), 'utf8')
    const shown = /^```bash\n(.*?)^```$/ms.exec(text)?.[1] ?? ''
    t.match(shown.trim().split('\n'), [
      /^redis-server /,
      /^npx understudy worker /,
      /^npx understudy chaos run /,
    ])
    // Fewer seeds, at a port of our own; at the end all that was started goes, with the shell.
    const port = String(40_000 + (process.pid % 20_000))
    const pasted = shown.replaceAll('6390', port).replace('--seeds 1000', '--seeds 16')
    const ran = runIn('setsid', [
      '--wait',
      'bash',
      '-c',
      `${pasted}echo "ended with $?"\nkill -9 0`,
    ])
    // Nobody but a worker plays what is in a queue; how many there are may be told before it has begun.
    t.match(ran.out, /^passed: .*^ended with 0$/ms)
    t.ok(existsSync(join(folder, 'out/many/campaign.html')))
    t.end()
  },
)
