// `scripts/node-versions [--short] [VERSION ...]`: on each version of Node.js (20, 22, 24, 26) the package is installed, and
// rehearses in virtual time and on real processes; without --short the tests of the pure packages run too. All have to
// name the same trace (CHA-07). Node.js and its headers come from the package registry and are kept in node_modules/.cache.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { filesBelow, inRoot } = require('./paths.js')
const { makePackage } = require('./pack.js')
const { note, secondsSince } = require('./run.js')
const { installedOn, treeOn } = require('./node-versions/installation.js')
const { nodeOf } = require('./node-versions/node-of.js')
const { checkNode, ensureBuilt, ensureInstalled, withSetupErrors } = require('./setup.js')
const { purePackages } = require('./projects.js')

const SUPPORTED = ['20', '22', '24', '26']
const CACHE = inRoot('node_modules', '.cache', 'understudy', 'node')
/** Of one test file, under load. */
const TEST_TIMEOUT_MS = 300_000

async function nodeVersions(args) {
  const isShort = args.includes('--short')
  const asked = args.filter((arg) => arg !== '--short')
  const unknown = asked.find((version) => !SUPPORTED.includes(version))
  if (unknown !== undefined) {
    note(`error: expected ${SUPPORTED.join(', ')}, found "${unknown}"`)
    process.exitCode = 3
    return
  }
  withSetupErrors(() => {
    checkNode()
    ensureInstalled()
    ensureBuilt(isShort ? 'runtime' : 'all')
  })
  const tarball = await makePackage(path.join(CACHE, 'package'))
  const versions = asked.length === 0 ? SUPPORTED : asked
  const results = versions.map((version) => tried(version, tarball, isShort))
  const hashes = new Set(results.map(({ traceHash }) => traceHash))
  for (const { version, traceHash, failures } of results)
    console.log(
      `${failures.length === 0 ? 'ok    ' : 'FAILED'} ${version}: ${traceHash ?? 'no trace'}`,
    )
  for (const { version, failures } of results)
    for (const failure of failures) console.log(`FAILED ${version}: ${failure}`)
  if (hashes.size !== 1) console.log('FAILED the traces differ')
  if (hashes.size !== 1 || results.some(({ failures }) => failures.length > 0)) process.exitCode = 1
}

/** What became of one version; `failures` are sentences. */
function tried(word, tarball, isShort) {
  const start = performance.now()
  const failures = []
  const node = nodeOf(word, CACHE)
  const app = installedOn(node, tarball, CACHE)
  const hash = traceHash(node, app)
  if (hash === undefined) failures.push('the virtual rehearsal did not pass')
  const real = understudy(node, app, ['rehearse', 'asynchronous', '--out', path.join(app, 'real')])
  if (real.status !== 0)
    failures.push(`the real rehearsal ended with ${real.status}: ${real.stderr}`)
  if (!isShort) failures.push(...failedTests(node, treeOn(app)))
  note(`${node.version} took ${secondsSince(start)}`)
  return { version: node.version, traceHash: hash, failures }
}

function traceHash(node, app) {
  const out = path.join(app, 'virtual')
  const args = ['rehearse', 'asynchronous', '--world', 'virtual', '--seed', '1', '--out', out]
  if (understudy(node, app, args).status !== 0) return undefined
  return JSON.parse(fs.readFileSync(path.join(out, 'report.json'), 'utf8')).traceHash
}

const understudy = (node, app, args) =>
  spawnSync(
    node.execPath,
    [path.join(app, 'node_modules/understudy/bundle/understudy.js'), ...args],
    {
      encoding: 'utf8',
      cwd: app,
    },
  )

/** The virtual part of the suite: the tests of the packages that know neither clock nor socket. */
function failedTests(node, tree) {
  const files = purePackages
    .flatMap((name) => filesBelow(path.join(tree, 'packages', name, 'dist', 'test'), new Set()))
    .filter((file) => file.endsWith('.test.js'))
  return files.flatMap((file) => {
    const env = { ...process.env, TAP_TIMEOUT: String(TEST_TIMEOUT_MS / 1_000) }
    const { status } = spawnSync(node.execPath, [file], {
      cwd: tree,
      env,
      timeout: TEST_TIMEOUT_MS,
    })
    return status === 0 ? [] : [`${path.relative(tree, file)} failed`]
  })
}

module.exports = { nodeVersions }
