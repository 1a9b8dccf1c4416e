// `scripts/examples`: installs the package and the three test runners in an empty folder, and runs each example with its own.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { inRoot } = require('./paths.js')
const { makePackage } = require('./pack.js')
const { setUp } = require('./setup.js')

/** Example -> the words that run it; `npx` words are of what is installed. */
const RUNS = {
  'node-test.test.mjs': ['node', '--test', 'node-test.test.mjs'],
  'vitest.test.mjs': ['npx', 'vitest', 'run', 'vitest.test.mjs'],
  'typed.ts': [
    ...['npx', 'tsc', '--noEmit', '--strict', '--skipLibCheck'],
    ...['--module', 'nodenext', '--target', 'es2023', '--types', 'node', 'typed.ts'],
  ],
  'tap.test.mjs': ['npx', 'tap', '--disable-coverage', '--allow-empty-coverage', 'tap.test.mjs'],
}
/** The newest that run on Node.js 20. */
const RUNNERS = ['vitest@3', 'tap@21', 'typescript@6', '@types/node@20']

async function examples() {
  await setUp('runtime')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'understudy-examples-'))
  const run = ([command, ...args]) =>
    spawnSync(command, args, {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    }).status
  try {
    const tarball = await makePackage(path.join(folder, 'packed'))
    fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true,"type":"module"}')
    const quietly = ['--no-audit', '--no-fund', '--loglevel=error']
    if (run(['npm', 'install', ...quietly, tarball, ...RUNNERS]) !== 0) process.exitCode = 1
    for (const [example, words] of Object.entries(RUNS)) {
      fs.copyFileSync(inRoot('examples', example), path.join(folder, example))
      const passed = run(words) === 0
      console.log(`${passed ? 'ok    ' : 'FAILED'} ${example}`)
      if (!passed) process.exitCode = 1
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

module.exports = { examples }
