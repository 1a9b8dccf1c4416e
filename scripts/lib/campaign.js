// `scripts/campaign [SEEDS [FROM]]`: a chaos campaign in each mode, every seed played twice: in memory and on SQLite. Nothing
// may be found, and both have to have the same trace (CHA-07). CI plays a few seeds; before a release it is thousands.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { inRoot } = require('./paths.js')
const { note, secondsSince } = require('./run.js')
const { setUp } = require('./setup.js')

const MODES = ['safe', 'product']
const STORES = ['memory', 'sqlite']
const SEEDS = 1_000

/** Exit code 0 where no law was broken and the traces agree, 1 else, 3 where the words are wrong. */
async function campaign(args) {
  const [seeds, from] = [args[0] ?? String(SEEDS), args[1] ?? '1']
  const wrong = [seeds, from].find((word) => !/^[1-9]\d{0,8}$/.test(word))
  if (wrong !== undefined || args.length > 2) {
    note(`error: expected a count of seeds and the first one, found "${wrong ?? args.join(' ')}"`)
    process.exitCode = 3
    return
  }
  await setUp('all')
  process.exitCode = playTwice({ seeds, from, jobs: os.availableParallelism() }) ? 0 : 1
}

/** Whether every seed passed on both stores with one trace. */
function playTwice({ seeds, from = '1', jobs = 1 }) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'understudy-campaign-'))
  try {
    return MODES.map((mode) => {
      const start = performance.now()
      const [one, other] = STORES.map((store) => played(folder, { seeds, from, jobs, mode, store }))
      const failures = [...one.failures, ...other.failures, ...differences(one, other)]
      for (const failure of failures) note(`FAILED ${mode}: ${failure}`)
      note(`${mode}: ${seeds} seeds from ${from}, twice, in ${secondsSince(start)}`)
      return failures.length === 0
    }).every(Boolean)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function played(folder, { seeds, from, jobs, mode, store }) {
  const out = path.join(folder, `${mode}-${store}`)
  const words = { seeds, from, jobs: String(jobs), mode, store, out }
  const options = Object.entries(words).flatMap(([name, value]) => [`--${name}`, value])
  const program = inRoot('bundle', 'understudy.js')
  const args = [program, 'chaos', 'run', ...options, '--json']
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
  })
  const file = path.join(out, 'campaign.json')
  if (!fs.existsSync(file)) return { hashes: new Map(), failures: [`no result: ${stderr.trim()}`] }
  const report = JSON.parse(fs.readFileSync(file, 'utf8'))
  const found = report.seeds.filter(({ verdict }) => verdict === 'failed')
  return {
    hashes: new Map(report.seeds.map(({ seed, traceHash }) => [seed, traceHash])),
    failures: [
      ...found.map(({ seed }) => `understudy chaos replay ${seed} --mode ${mode} --store ${store}`),
      ...(status === 0 || found.length > 0 ? [] : [`${store}: exit code ${status}`]),
    ],
  }
}

const differences = (one, other) =>
  [...one.hashes]
    .filter(([seed, hash]) => other.hashes.get(seed) !== hash)
    .map(([seed]) => `seed ${seed} has another trace on ${STORES[1]}`)

module.exports = { campaign, playTwice }
