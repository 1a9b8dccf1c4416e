// `scripts/test`: everything that CI runs, then one plain line with the numbers.
const { inRoot } = require('./paths.js')
const { secondsSince, startNode } = require('./run.js')
const { ensureBuilt, ensureBundled, ensureInstalled, withSetupErrors } = require('./setup.js')
const { allTestFiles, runTestFiles } = require('./test-files.js')

/**
 * What is looked at besides the tests: those that need no build go beside it, the others beside the tests, which
 * wait for their labs now and then. Each is a process of its own, and says itself why it does not hold.
 */
const CHECKS = {
  besideBuild: ['lint', 'projects', 'coverage document', 'dashboard', 'dead code'],
  besideTests: ['arrows', 'kernel parity', 'chaos campaign'],
}

const say = (line) => process.stdout.write(`${line}\n`)

/** Asked for by CI: other versions of Node.js come from the package registry. */
const OTHER_NODES = '--other-nodes'

/** With test files as arguments only these run, and the checks are left out. */
async function test(args) {
  const database = withSetupErrors(ensureInstalled)
  const chosen = args.filter((arg) => arg !== '--' && arg !== OTHER_NODES).map(compiledOf)
  const checks = chosen.length > 0 ? { besideBuild: [], besideTests: [] } : CHECKS
  const early = runChecks(checks.besideBuild)
  const failedChecks = builds() ? [] : ['build']
  const others = args.includes(OTHER_NODES) ? ['other Node.js'] : []
  const late = database.then(() => runChecks([...checks.besideTests, ...others]))
  const start = performance.now()
  const counts = await runTestFiles(chosen.length > 0 ? chosen : allTestFiles(), say, { database })
  say(`tests took ${secondsSince(start)}`)
  failedChecks.push(...(await early), ...(await late))
  const failed = failedChecks.length + counts.failed
  for (const name of failedChecks) say(`FAILED ${name}`)
  if (counts.passed + counts.failed === 0) say('No test was executed.')
  if (counts.skipped > 0) say(`${counts.skipped} skipped: ${counts.skips.join('; ')}`)
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

/** One after the other; resolves to the names of those that do not hold. */
async function runChecks(names) {
  const failed = []
  for (const name of names) {
    const start = performance.now()
    const { status, output } = await startNode([inRoot('scripts/lib/checks.js'), name])
    if (output !== '') say(output)
    say(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`)
    if (status !== 0) failed.push(name)
  }
  return failed
}

module.exports = { test }
