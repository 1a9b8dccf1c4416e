// `scripts/node-versions [--virtual | --short] [VERSION ...]`: on each version of Node.js (20, 22, 24, 26) the package is
// installed, rehearses in virtual time and on real processes, plays a chaos campaign, and the tests of the pure packages run;
// --short leaves these out. With --virtual, which takes seconds and compiles nothing, the bundles of this checkout rehearse in virtual time
// and play the campaign, on the oldest and the newest where none is named. All have to name the same traces (CHA-07), the
// campaign's under loads that differ: each version plays it with other numbers of jobs. Node.js and its headers
// come from the package registry and are kept in node_modules/.cache.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { filesBelow, inRoot } = require('./paths.js')
const { makePackage } = require('./pack.js')
const { note, secondsSince } = require('./run.js')
const { bundlesOn, installedOn, treeOn } = require('./node-versions/installation.js')
const { nodeOf } = require('./node-versions/node-of.js')
const { setUp, withSetupErrors } = require('./setup.js')
const { purePackages } = require('./projects.js')

const SUPPORTED = ['20', '22', '24', '26']
const ENDS = ['20', '26']
const CACHE = inRoot('node_modules', '.cache', 'understudy', 'node')
/** The seeds of a campaign, and how many threads play them in turn: more than there are processors is a load. */
const CAMPAIGN_SEEDS = 16
const CAMPAIGN_JOBS = [1, 3]
/** Of one test file, under load. */
const TEST_TIMEOUT_MS = 300_000

/** What is tried, what has to be built for it, and on which versions where none is named. */
const MODES = {
  '--virtual': { scope: 'runtime', versions: ENDS, tries: [] },
  '--short': { scope: 'runtime', versions: SUPPORTED, tries: [realRehearsal] },
  '': { scope: 'all', versions: SUPPORTED, tries: [realRehearsal, failedTests] },
}

/** Resolves to whether all is well; the exit code says so too. */
async function nodeVersions(args) {
  const word = args[0]?.startsWith('--') === true ? args[0] : ''
  const mode = MODES[word]
  const asked = args.slice(word === '' ? 0 : 1)
  const unknown = mode ? asked.find((version) => !SUPPORTED.includes(version)) : word
  if (unknown !== undefined) {
    note(`error: expected --virtual, --short, ${SUPPORTED.join(', ')}, found "${unknown}"`)
    process.exitCode = 3
    return false
  }
  await setUp(mode.scope)
  const install = await installer(word)
  const versions = asked.length === 0 ? mode.versions : asked
  const results = await withSetupErrors(() =>
    versions.map((version, number) => tried(version, number, install, mode.tries)),
  )
  const all = holds(results)
  process.exitCode = all ? 0 : 1
  return all
}

/** Puts on a version of Node.js what is tried there, and answers the folder. */
async function installer(word) {
  if (word === '--virtual') return (node) => bundlesOn(node, CACHE)
  const tarball = await makePackage(path.join(CACHE, 'package'))
  return (node) => installedOn(node, tarball, CACHE)
}

/** Says what came of each version, and answers whether all is well. */
function holds(results) {
  for (const { version, traces, failures } of results) {
    const word = failures.length === 0 ? 'ok    ' : 'FAILED'
    console.log(`${word} ${version}: ${traces}`)
    for (const failure of failures) console.log(`FAILED ${version}: ${failure}`)
  }
  const agree = new Set(results.map(({ traces }) => traces)).size === 1
  if (!agree) console.log('FAILED the traces differ')
  return agree && results.every(({ failures }) => failures.length === 0)
}

/** What became of one version; `failures` are sentences. */
function tried(major, number, install, tries) {
  const start = performance.now()
  const node = nodeOf(major, CACHE)
  const app = install(node)
  const jobs = CAMPAIGN_JOBS[number % CAMPAIGN_JOBS.length]
  const virtual = [virtualRehearsal(node, app), virtualCampaign(node, app, jobs)]
  const failures = [...virtual, ...tries.map((trial) => ({ failures: trial(node, app) }))].flatMap(
    ({ failures }) => failures,
  )
  note(`${node.version} took ${secondsSince(start)}`)
  const traces = virtual.map(({ trace }) => trace ?? 'no trace').join(', campaign ')
  return { version: node.version, traces, failures }
}

function virtualRehearsal(node, app) {
  const out = path.join(app, 'virtual')
  const args = ['rehearse', 'asynchronous', '--world', 'virtual', '--seed', '1', '--out', out]
  const { status, stderr } = understudy(node, app, args)
  if (status !== 0)
    return { failures: [`the virtual rehearsal ended with ${status}: ${stderr.trim()}`] }
  const { traceHash } = JSON.parse(fs.readFileSync(path.join(out, 'report.json'), 'utf8'))
  return { trace: traceHash, failures: [] }
}

function virtualCampaign(node, app, jobs) {
  const out = path.join(app, 'campaign')
  const words = { seeds: CAMPAIGN_SEEDS, jobs, out }
  const options = Object.entries(words).flatMap(([name, value]) => [`--${name}`, String(value)])
  const { status, stderr } = understudy(node, app, ['chaos', 'run', ...options])
  if (status !== 0) return { failures: [`the campaign ended with ${status}: ${stderr.trim()}`] }
  const { traces } = JSON.parse(fs.readFileSync(path.join(out, 'campaign.json'), 'utf8'))
  return { trace: traces, failures: [] }
}

function realRehearsal(node, app) {
  const args = ['rehearse', 'asynchronous', '--out', path.join(app, 'real')]
  const { status, stderr } = understudy(node, app, args)
  return status === 0 ? [] : [`the real rehearsal ended with ${status}: ${stderr.trim()}`]
}

function understudy(node, app, args) {
  const { NODE_OPTIONS: _preloads, UNDERSTUDY_BUNDLES: _bundles, ...env } = process.env
  const program = ['node_modules/understudy', '.']
    .map((folder) => path.join(app, folder, 'bundle', 'understudy.js'))
    .find((file) => fs.existsSync(file))
  return spawnSync(node.execPath, [program, ...args], { encoding: 'utf8', cwd: app, env })
}

/** The virtual part of the suite: the tests of the packages that know neither clock nor socket. */
function failedTests(node, app) {
  const tree = treeOn(app)
  const files = purePackages
    .flatMap((name) => filesBelow(path.join(tree, 'packages', name, 'dist', 'test'), new Set()))
    .filter((file) => file.endsWith('.test.js'))
  const env = { ...process.env, TAP_TIMEOUT: String(TEST_TIMEOUT_MS / 1_000) }
  return files.flatMap((file) => {
    const options = { cwd: tree, env, timeout: TEST_TIMEOUT_MS, encoding: 'utf8' }
    const { status, stdout } = spawnSync(node.execPath, [file], options)
    if (status === 0) return []
    const title = /^ *not ok .*$/m.exec(stdout)?.[0].trim() ?? `ended with ${status}`
    return [`${path.relative(tree, file)}: ${title}`]
  })
}

module.exports = { nodeVersions }
