// Runs compiled test files as tap's own runner would, each as a process of its own, but with nothing loaded before
// it: tap's hooks, which note what a process imports, cost every process twice its own start, and a lab has four.
const { spawn } = require('node:child_process')
const os = require('node:os')
const readline = require('node:readline')
const { FOLDER: BUNDLES } = require('./bundles.js')
const { ROOT, filesBelow, nameOf, packageFolders } = require('./paths.js')
const { names } = require('./projects.js')
const { secondsSince } = require('./run.js')
const { tapReader } = require('./tap-output.js')

/** Labs that tests bring up run the bundles, as users do, unless the caller has chosen (empty: the modules). */
const ENVIRONMENT = { UNDERSTUDY_BUNDLES: BUNDLES, ...process.env }

const FILE_MS_MAX = 300_000
/** A file that does not end when tap's own limit came is ended from outside. */
const GRACE_MS = 5_000

/** Every compiled test. Whole labs come first, which take longest, so that no long one is left for the end. */
const allTestFiles = () =>
  packageFolders()
    .flatMap((folder) => filesBelow(`${folder}/dist/test`).map(nameOf))
    .filter((name) => name.endsWith('.test.js') && !name.includes('/fixtures/'))
    .sort((one, other) => levelOf(other) - levelOf(one) || (one < other ? -1 : 1))

const levelOf = (name) => names.indexOf(name.split('/')[1])

/**
 * Runs them, as many at a time as there are processors and two at least, and tells how each went. Resolves to the
 * assertions that passed, failed and were skipped, and to what was skipped and why; a file that broke off counts as one
 * failure more.
 */
async function runTestFiles(files, say, { fileMsMax = FILE_MS_MAX } = {}) {
  const sums = { passed: 0, failed: 0, skipped: 0, skips: [] }
  const left = [...files]
  const worker = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const { passed, failed, skipped, skips } = await runTestFile(file, say, fileMsMax)
      sums.passed += passed
      sums.failed += failed
      sums.skipped += skipped
      sums.skips.push(...skips)
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, os.availableParallelism()) }, worker))
  return sums
}

function runTestFile(file, say, fileMsMax) {
  const start = performance.now()
  const lines = []
  const reader = tapReader((line) => lines.push(line), file)
  const child = spawn(process.execPath, [file], {
    cwd: ROOT,
    env: { ...ENVIRONMENT, TAP_TIMEOUT: String(fileMsMax / 1000) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: fileMsMax + GRACE_MS,
    killSignal: 'SIGKILL',
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints += text
  })
  readline.createInterface({ input: child.stdout }).on('line', reader.onLine)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('exit', end)
      const counts = reader.counts()
      const brokeOff = !counts.complete || (code !== 0 && counts.failed === 0)
      const failed = counts.failed + (brokeOff ? 1 : 0)
      for (const line of lines) say(line)
      if (complaints !== '') say(complaints.trimEnd())
      if (brokeOff) say(`✖ ${file} ended with ${signal ?? `exit code ${code}`}`)
      say(`${failed === 0 ? 'ok    ' : 'FAILED'} ${file} (${secondsSince(start)})`)
      resolve({ ...counts, failed })
    })
  })
}

module.exports = { allTestFiles, runTestFiles }
