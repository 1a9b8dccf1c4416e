// `scripts/mutants`: takes guards out of the built core one at a time, runs the tests that reach them, and tells
// which were missed by none. What is known is kept in out/mutants, so that a run that was ended goes on.
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { parseArgs } = require('node:util')
const { findPoints } = require('./mutants/points.js')
const { judge, learnReach } = require('./mutants/judge.js')
const { openRecord } = require('./mutants/record.js')
const { judgeSample } = require('./mutants/sample.js')
const { huntByCampaign, testFiles, writePoints } = require('./mutants/tests.js')
const { inRoot } = require('./paths.js')
const { note } = require('./run.js')
const { setUp } = require('./setup.js')

const OPTIONS = {
  list: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  tests: { type: 'string', default: '' },
  jobs: { type: 'string', default: '1' },
  sample: { type: 'string', default: '0' },
  seed: { type: 'string', default: '1' },
  built: { type: 'boolean', default: false },
  campaign: { type: 'string', default: '0' },
}
const USAGE =
  '[--list] [--only REGEXP] [--tests REGEXP] [--jobs 1..64] [--built] [--campaign SECONDS], or --sample N [--seed S] [--jobs 1..64] [--built]'
const JOBS_MAX = 64

async function mutants(args) {
  const options = read(args)
  if (options === undefined) {
    note(`error: expected ${USAGE}; found "${args.join(' ')}"`)
    process.exitCode = 3
    return
  }
  // Whoever compiled by themselves may say so: what is compiled is taken as it is.
  await setUp(options.built ? undefined : 'all')
  const { jobs, sample, seed } = options
  if (sample > 0) {
    await judgeSample({ count: sample, seed, jobs, pointsFile: ownPointsFile(), tell: note })
    return
  }
  const points = findPoints()
  const chosen = points.filter(({ id }) => options.only.test(id))
  if (options.list) for (const { id } of chosen) console.log(id)
  else await take(points, chosen, options)
}

function read(args) {
  try {
    const { list, only, tests, jobs, sample, seed, built, campaign } = parseArgs({
      args,
      options: OPTIONS,
    }).values
    const numbers = { jobs: Number(jobs), sample: Number(sample) }
    if (!Number.isInteger(numbers.jobs) || numbers.jobs < 1 || numbers.jobs > JOBS_MAX)
      return undefined
    if (!Number.isInteger(numbers.sample) || numbers.sample < 0) return undefined
    if (!/^\d{1,4}$/.test(campaign)) return undefined
    const names = { only: new RegExp(only), tests: new RegExp(tests) }
    return { list, ...names, seed, built, campaign: Number(campaign), ...numbers }
  } catch {
    return undefined
  }
}

/** What is put into which file, in a folder that goes when the run ends. */
function ownPointsFile() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'understudy-mutants-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))
  return path.join(folder, 'points.json')
}

/** With seconds for a campaign, what no test has missed is hunted by seeds. */
async function take(points, chosen, { tests, jobs, campaign }) {
  const pointsFile = ownPointsFile()
  writePoints(points, pointsFile)
  const record = openRecord(recordFolder(tests), points)
  if (chosen.some(({ id }) => record.results[id] === undefined)) {
    const asked = testFiles().filter((name) => tests.test(name))
    await learnReach({ tests: asked, record, pointsFile, jobs })
  }
  await judge({ chosen, points, record, pointsFile, jobs, tell: note })
  if (campaign > 0)
    for (const { id } of chosen) {
      const result = record.results[id]
      if (result.killedBy !== null) continue
      const found = huntByCampaign(id, String(campaign), pointsFile)
      note(`${found === null ? 'not found' : `found (${found})`}: ${id}`)
      if (found === null) continue
      record.results[id] = { ...result, killedBy: `campaign: ${found}` }
      record.keep()
    }
  report(chosen, record)
}

/** What survives some of the tests may not survive all of them: each choice of tests has a record of its own. */
function recordFolder({ source }) {
  if (source === '(?:)') return inRoot('out/mutants')
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 12)
  return inRoot('out/mutants', `tests-${digest}`)
}

function report(chosen, record) {
  const survivors = chosen.filter(({ id }) => record.results[id].killedBy === null)
  for (const { id } of survivors) {
    const { ran } = record.results[id]
    console.log(`survived: ${id}${ran === 0 ? ' (no test reaches it)' : ` (${ran} test files)`}`)
  }
  console.log(
    `${chosen.length} taken out, ${chosen.length - survivors.length} killed, ${survivors.length} survived`,
  )
}

module.exports = { mutants }
