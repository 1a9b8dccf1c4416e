// `scripts/test`: everything that CI runs, then one plain line with the numbers.
const { spawn } = require('node:child_process')
const readline = require('node:readline')
const { FOLDER: BUNDLES } = require('./bundles.js')
const { ROOT, inRoot } = require('./paths.js')
const { secondsSince, runTool } = require('./run.js')
const { checkArrows } = require('./arrows.js')
const { checkProjectFiles } = require('./project-files.js')
const { checkCoverageDoc } = require('./coverage-doc.js')
const {
  checkNode,
  ensureBuilt,
  ensureBundled,
  ensureInstalled,
  withSetupErrors,
} = require('./setup.js')
const { tapReader } = require('./tap-output.js')

/** What is looked at besides the tests; each answers whether it holds, and says itself why not. */
const CHECKS = [
  { name: 'lint', holds: () => runTool('biome', ['ci', '--colors=off']).status === 0 },
  { name: 'projects', holds: checkProjectFiles },
  { name: 'arrows', holds: checkArrows },
  {
    name: 'deadcode',
    holds: () => runTool('knip', ['--no-progress', '--no-config-hints']).status === 0,
  },
  { name: 'coverage document', holds: checkCoverageDoc },
]

const say = (line) => process.stdout.write(`${line}\n`)

/** With test files as arguments only these run, and the checks are left out. */
async function test(args) {
  withSetupErrors(() => {
    checkNode()
    ensureInstalled()
  })
  const filters = args.filter((arg) => arg !== '--').map(compiledOf)
  const failedChecks = [{ name: 'build', holds: builds }, ...(filters.length > 0 ? [] : CHECKS)]
    .filter((check) => !runCheck(check))
    .map((check) => check.name)
  const counts = await runTests(filters)
  const failed = failedChecks.length + counts.failed
  for (const name of failedChecks) say(`FAILED ${name}`)
  if (counts.skipped > 0) say(`${counts.skipped} skipped or to do`)
  if (counts.passed + counts.failed === 0) say('No test was executed.')
  say(`${counts.passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || counts.passed === 0 ? 1 : 0
}

/** A source's name stands for its compiled test: packages/x/test/y.test.ts is run as packages/x/dist/test/y.test.js. */
const compiledOf = (arg) =>
  arg.replace(/^(?:[.][\\/])?(packages[\\/][^\\/]+[\\/])(test[\\/].*)[.]ts$/, '$1dist/$2.js')

function builds() {
  try {
    ensureBuilt('all')
    ensureBundled()
    return true
  } catch (error) {
    say(error.message)
    return false
  }
}

function runCheck({ name, holds }) {
  const start = performance.now()
  say(`--- ${name}`)
  const held = holds()
  say(`${held ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`)
  return held
}

/** Labs that tests bring up run the bundles, as users do, unless the caller has chosen (empty: the modules). */
const ENVIRONMENT = { UNDERSTUDY_BUNDLES: BUNDLES, ...process.env }

/** Runs tap and resolves to its numbers; a tap that broke off counts as one failure more. */
function runTests(filters) {
  const start = performance.now()
  say('--- tests')
  const reader = tapReader(say)
  const tap = spawn(
    process.execPath,
    [inRoot('node_modules', 'tap', 'dist', 'esm', 'run.mjs'), '--reporter=tap', ...filters],
    { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  readline.createInterface({ input: tap.stdout }).on('line', reader.onLine)
  return new Promise((resolve, reject) => {
    tap.on('error', reject)
    tap.on('close', (code) => {
      const counts = reader.counts()
      const brokeOff = !counts.complete || (code !== 0 && counts.failed === 0)
      if (brokeOff) say(`FAILED tap ended with exit code ${code}`)
      say(`tests took ${secondsSince(start)}`)
      resolve({ ...counts, failed: counts.failed + (brokeOff ? 1 : 0) })
    })
  })
}

module.exports = { test }
