// `scripts/mutants`: takes guards out of the built core one at a time, runs the tests that reach them, and tells
// which were missed by none. What is known is kept in out/mutants, so that a run that was ended goes on.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { parseArgs } = require('node:util')
const { findPoints } = require('./mutants/points.js')
const { judgeMutants } = require('./mutants/judge.js')
const { openRecord } = require('./mutants/record.js')
const { testFiles, writePoints } = require('./mutants/tests.js')
const { inRoot } = require('./paths.js')
const { note } = require('./run.js')
const { checkNode, ensureBuilt, ensureInstalled, withSetupErrors } = require('./setup.js')

const OPTIONS = {
  list: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  jobs: { type: 'string', default: '1' },
}
const JOBS_MAX = 64

function mutants(args) {
  const options = read(args)
  if (options === undefined) {
    note(
      `error: expected [--list] [--only REGEXP] [--jobs 1..${JOBS_MAX}], found "${args.join(' ')}"`,
    )
    process.exitCode = 3
    return
  }
  withSetupErrors(() => {
    checkNode()
    ensureInstalled()
    ensureBuilt('all')
    const points = findPoints()
    const chosen = points.filter(({ id }) => options.only.test(id))
    if (options.list) for (const { id } of chosen) console.log(id)
    else void take(points, chosen, options.jobs)
  })
}

function read(args) {
  try {
    const { list, only, jobs } = parseArgs({ args, options: OPTIONS }).values
    const count = Number(jobs)
    if (!Number.isInteger(count) || count < 1 || count > JOBS_MAX) return undefined
    return { list, only: new RegExp(only), jobs: count }
  } catch {
    return undefined
  }
}

async function take(points, chosen, jobs) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'understudy-mutants-'))
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))
  const pointsFile = path.join(folder, 'points.json')
  writePoints(points, pointsFile)
  const record = openRecord(inRoot('out/mutants'), points)
  await judgeMutants({ chosen, tests: testFiles(), record, pointsFile, folder, jobs, tell: note })
  report(chosen, record)
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
