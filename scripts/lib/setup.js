// From a fresh checkout to something that runs: Node.js is new enough, dependencies are there, sources are built.
// Each step looks first whether there is anything to do, so that nothing to do costs next to nothing.
const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const bundles = require('./bundles.js')
const { ROOT, inRoot, filesBelow, nameOf, packageFolders } = require('./paths.js')
const { pages, programs } = require('./projects.js')
const { note, secondsSince, runTool, runNpm, startNpm } = require('./run.js')

const NODE_MAJOR_MIN = 20

/** What a build covers: everything, or only what runs (no tests, no benchmarks). */
const SCOPES = {
  all: { projects: [], without: [] },
  runtime: {
    projects: [...programs, ...pages].map((name) => `packages/${name}`),
    without: ['test', 'bench'],
  },
}

class SetupError extends Error {}

/**
 * From a fresh checkout to something that runs. `scope` is what gets built, nothing where there is none. Ends the process
 * with one clear line where that cannot be.
 */
const setUp = (scope) =>
  withSetupErrors(async () => {
    const database = ensureInstalled()
    if (scope !== undefined) {
      ensureBuilt(scope)
      ensureBundled()
    }
    await database
  })

function checkNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= NODE_MAJOR_MIN) return
  throw new SetupError(
    `Understudy needs Node.js ${NODE_MAJOR_MIN} or newer; this is ${process.version} (${process.execPath}).`,
  )
}

/**
 * Installs what package-lock.json says, when node_modules holds something else. When it returns, all is there that a build
 * needs; what it returns resolves once the database is compiled too, which takes one processor a minute and nobody builds on.
 */
async function ensureInstalled() {
  checkNode()
  if (!isInstalled()) {
    const start = performance.now()
    note('installing dependencies (npm ci)')
    const done = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
    if (done.error) throw new SetupError(`npm could not be started: ${done.error.message}`)
    if (done.status !== 0) throw new SetupError(`npm ci failed with exit code ${done.status}.`)
    note(`installed in ${secondsSince(start)}`)
  }
  if (!databaseLoads()) await compileDatabase()
}

/** npm keeps its own record of what it installed; an interrupted installation has none. */
function isInstalled() {
  const wanted = readJson(inRoot('package-lock.json'))
  const present = readJson(inRoot('node_modules', '.package-lock.json'))
  if (wanted === undefined)
    throw new SetupError('package-lock.json is missing: is this a full checkout?')
  if (present === undefined) return false
  return Object.entries(wanted.packages).every(([where, entry]) => {
    if (!where.startsWith('node_modules/')) return true
    const found = present.packages[where]
    if (found === undefined) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** The compiled part of better-sqlite3 is missing after --ignore-scripts, and does not fit after a change of Node.js. */
function databaseLoads() {
  const probe = "new (require('better-sqlite3'))(':memory:').close()"
  const binary = inRoot('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node')
  if (!fs.existsSync(binary)) return false
  const stamp = stampOf('database')
  const state = `${process.version} ${process.platform} ${process.arch} ${fs.statSync(binary).mtimeMs}`
  if (stamp.read() === state) return true
  const loads = spawnSync(process.execPath, ['-e', probe], { cwd: ROOT }).status === 0
  if (loads) stamp.write(state)
  return loads
}

/** The one install script of our dependencies that is needed: the others' compiled parts come as packages of their own. */
async function compileDatabase() {
  const start = performance.now()
  note(`compiling better-sqlite3 for Node.js ${process.version} meanwhile, about a minute`)
  const status = await startNpm(['rebuild', 'better-sqlite3', '--loglevel=error'])
  if (status !== 0 || !databaseLoads())
    throw new SetupError(
      'better-sqlite3 could not be built: it needs a C++ compiler, make, Python and the headers of Node.js, which npm fetches (see the messages above).',
    )
  note(`compiled in ${secondsSince(start)}`)
}

/** Builds when a source changed since the last good build of that scope. Throws SetupError when it does not compile. */
function ensureBuilt(scopeName = 'all') {
  const scope = SCOPES[scopeName]
  const stamp = stampOf(`build-${scopeName}`)
  const before = fingerprintOf(scope)
  if ((stamp.read() === before || isBuiltWhole()) && outputsExist()) return
  const start = performance.now()
  note('building')
  const done = runTool('tsc', ['-b', ...scope.projects], { stdio: ['ignore', 2, 2] })
  removeOrphans()
  if (done.status !== 0) throw new SetupError('The build failed (see the messages above).')
  stamp.write(before)
  note(`built in ${secondsSince(start)}`)
}

/** A build of everything is one of each scope. */
const isBuiltWhole = () => stampOf('build-all').read() === fingerprintOf(SCOPES.all)

/** Bundles what is compiled, where that is newer. Throws SetupError when it cannot. */
function ensureBundled() {
  if (bundles.areCurrent()) return
  const start = performance.now()
  try {
    bundles.writeBundles(bundles.FOLDER)
  } catch (error) {
    throw new SetupError(`The programs could not be bundled: ${error.message}`)
  }
  note(`bundled in ${secondsSince(start)}`)
}

/** Name, size and time of every source and project file: reading their contents would cost more and tell no more. */
function fingerprintOf(scope) {
  const skipped = new Set(['node_modules', 'dist', '.tap', ...scope.without])
  const hash = createHash('sha256')
  const files = ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json'].map((name) =>
    inRoot(name),
  )
  for (const top of ['packages', 'bench'])
    if (!skipped.has(top)) files.push(...filesBelow(inRoot(top), skipped))
  for (const file of files) {
    if (!/[.]([cm]?tsx?|json)$/.test(file)) continue
    const { size, mtimeMs } = fs.statSync(file)
    hash.update(`${nameOf(file)} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const outputsExist = () =>
  packageFolders().every((folder) => fs.existsSync(path.join(folder, 'dist')))

/** tsc leaves the output of a source that is gone; a test that was removed would go on running. */
function removeOrphans() {
  for (const folder of packageFolders()) {
    const dist = path.join(folder, 'dist')
    for (const file of filesBelow(dist, new Set())) {
      const output = /^(.*?)(?:[.]d)?[.](?:js|ts)(?:[.]map)?$/.exec(path.relative(dist, file))
      if (output === null) continue
      const source = path.join(folder, output[1])
      if (!['ts', 'tsx', 'js'].some((kind) => fs.existsSync(`${source}.${kind}`))) fs.rmSync(file)
    }
  }
}

/** A remembered line; kept in node_modules, so that it goes when they go. */
function stampOf(name) {
  const file = inRoot('node_modules', '.cache', 'understudy', name)
  return {
    read: () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined),
    write: (text) => {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, text)
    },
  }
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Runs `body`; a SetupError becomes one clear line and exit code 1. */
async function withSetupErrors(body) {
  try {
    return await body()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    note(`error: ${error.message}`)
    process.exit(1)
  }
}

module.exports = { SetupError, setUp, ensureInstalled, ensureBuilt, ensureBundled, withSetupErrors }
