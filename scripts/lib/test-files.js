// Runs compiled test files as tap's own runner would, each as a process of its own, but with nothing loaded before
// it: tap's hooks, which note what a process imports, cost every process twice its own start, and a lab has four.
// Files of packages that change nothing outside their tests share processes.
const { spawn } = require('node:child_process')
const os = require('node:os')
const readline = require('node:readline')
const { FOLDER: BUNDLES } = require('./bundles.js')
const { ROOT, inRoot, filesBelow, nameOf, packageFolders } = require('./paths.js')
const { PACKAGES, names, purePackages } = require('./projects.js')
const { secondsSince } = require('./run.js')
const { tapReader } = require('./tap-output.js')

/** Labs that tests bring up run the bundles, as users do, unless the caller has chosen (empty: the modules). */
const ENVIRONMENT = { UNDERSTUDY_BUNDLES: BUNDLES, ...process.env }

const FILE_MS_MAX = 300_000
/** A file that does not end when tap's own limit came is ended from outside. */
const GRACE_MS = 5_000

/** A whole upgrade by hand in a browser takes minutes: `scripts/pages` plays it, in each language. */
const BY_SCRIPT = new Set(['packages/cluster-cli/dist/test/pages/by-hand.test.js'])

/** Every compiled test but those. Whole labs come first, which take longest, so that no long one is left for the end. */
const allTestFiles = () =>
  packageFolders()
    .flatMap((folder) => filesBelow(`${folder}/dist/test`).map(nameOf))
    .filter((name) => name.endsWith('.test.js') && !name.includes('/fixtures/'))
    .filter((name) => !BY_SCRIPT.has(name))
    .sort((one, other) => levelOf(other) - levelOf(one) || (one < other ? -1 : 1))

const packageOf = (name) => name.split('/')[1]
const levelOf = (name) => names.indexOf(packageOf(name))

/** Whose tests share a process, and how many files of one package at most: the last ones should not be long. */
const SHARING = new Set([...purePackages, 'lab-channel', 'mock-network'])
const SHARED_FILES_MAX = 12

/** With whom a file shares its process, undefined for one that has its own. */
const sharingOf = (file) => (SHARING.has(packageOf(file)) ? packageOf(file) : undefined)

/** The files as they are run: each entry is what one process plays, in the order given. */
function batchesOf(files, sharing) {
  const batches = []
  const open = new Map()
  for (const file of files) {
    const key = sharing(file)
    const batch = open.get(key)
    if (batch !== undefined && batch.length < SHARED_FILES_MAX) batch.push(file)
    else {
      const begun = [file]
      batches.push(begun)
      if (key !== undefined) open.set(key, begun)
    }
  }
  return batches
}

/** Which package keeps things in the database. */
const DATABASE = 'appliance-store'

/** Whether a package, or what its tests need, reaches the database. */
const needsDatabase = (name) =>
  name === DATABASE ||
  (PACKAGES[name]?.uses ?? []).some(needsDatabase) ||
  (PACKAGES[name]?.tests ?? []).some((test) => needsDatabase(test.split('/')[0]))

/**
 * Runs them, as many processes at a time as there are processors and two at least, and tells how each went. Resolves to
 * the assertions that passed, failed and were skipped, and to what was skipped and why; a process that broke off counts
 * as one failure more. Until `database` has resolved, one process at a time plays what can do without it: the other
 * processor compiles it.
 */
async function runTestFiles(
  files,
  say,
  { fileMsMax = FILE_MS_MAX, database = Promise.resolve(), sharing = sharingOf } = {},
) {
  const sums = { passed: 0, failed: 0, skipped: 0, skips: [] }
  const left = batchesOf(files, sharing)
  let compiled = false
  const compiling = database.then(() => {
    compiled = true
  })
  const next = async (beside) => {
    if (!compiled) {
      const free = beside ? left.findIndex(([file]) => !needsDatabase(packageOf(file))) : -1
      if (free >= 0) return left.splice(free, 1)[0]
      await compiling
    }
    return left.shift()
  }
  const worker = async (_, index) => {
    const beside = index === 0
    for (let batch = await next(beside); batch !== undefined; batch = await next(beside)) {
      const { passed, failed, skipped, skips } = await runBatch(batch, say, fileMsMax)
      sums.passed += passed
      sums.failed += failed
      sums.skipped += skipped
      sums.skips.push(...skips)
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, os.availableParallelism()) }, worker))
  return sums
}

function runBatch(files, say, fileMsMax) {
  const [first] = files
  const name = files.length === 1 ? first : `${first} and ${files.length - 1} more`
  const args = files.length === 1 ? files : [inRoot('scripts/lib/test-batch.mjs'), first, ...files]
  const start = performance.now()
  const lines = []
  const reader = tapReader((line) => lines.push(line), files)
  const child = spawn(process.execPath, args, {
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
      if (brokeOff) say(`✖ ${name} ended with ${signal ?? `exit code ${code}`}`)
      say(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name} (${secondsSince(start)})`)
      resolve({ ...counts, failed })
    })
  })
}

module.exports = { allTestFiles, runTestFiles }
