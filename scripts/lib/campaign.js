// `scripts/campaign [SEEDS [FROM]] [--anew]`: a chaos campaign in each mode, every seed played twice: in memory and on SQLite.
// Nothing may be found, and both have to have the same trace (CHA-07). Killed, it goes on where it stood when it is asked for the
// same again: out/campaign says which seeds, of which commit. CI plays CI_SEEDS of them; before a release it is many thousands.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { parseArgs } = require('node:util')
const { ROOT, inRoot } = require('./paths.js')
const { note } = require('./run.js')
const { setUp } = require('./setup.js')

const MODES = ['safe', 'product']
const SEEDS = 1_000
/** CI's share of each mode. */
const CI_SEEDS = 60

const WORDS = '[SEEDS [FROM]] [--anew]'
const OUT = path.join('out', 'campaign')
const ASKED = path.join(OUT, 'asked.json')

/** Exit code 0 where no law was broken and the traces agree, 1 else, 3 where it cannot go on with what is there. */
async function campaign(args) {
  const asked = read(args)
  if (asked === undefined) return refuse(`expected ${WORDS}; found "${args.join(' ')}"`)
  const { seeds, from, anew } = asked
  if (anew) fs.rmSync(inRoot(OUT), { recursive: true, force: true })
  const wanted = { seeds, from, jobs: os.availableParallelism(), commit: commitOfCheckout() }
  const other = differenceTo(wanted)
  if (other !== undefined) return refuse(`${OUT} holds ${other}; --anew begins again`)
  await setUp('all')
  fs.mkdirSync(inRoot(OUT), { recursive: true })
  fs.writeFileSync(inRoot(ASKED), `${JSON.stringify(wanted)}\n`)
  process.exitCode = playTwice({ ...wanted, out: OUT, words: ['--resume'] }) ? 0 : 1
}

function refuse(why) {
  note(`error: ${why}`)
  process.exitCode = 3
}

function read(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { anew: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [seeds = String(SEEDS), from = '1', ...more] = positionals
    if (more.length > 0 || ![seeds, from].every((word) => /^[1-9]\d{0,8}$/.test(word)))
      return undefined
    return { seeds: Number(seeds), from: Number(from), anew: values.anew }
  } catch {
    return undefined
  }
}

/** The commit, and whether anything was changed since; null = this is no checkout. */
function commitOfCheckout() {
  const git = (...args) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' })
  const { status, stdout } = git('rev-parse', '--short=12', 'HEAD')
  if (status !== 0) return null
  const changes = git('status', '--porcelain', '--', 'packages').stdout.trim()
  return stdout.trim() + (changes === '' ? '' : ' with changes')
}

/** In what the campaign that is there differs from the one that is wanted; undefined = in nothing, or there is none. */
function differenceTo(wanted) {
  if (!fs.existsSync(inRoot(ASKED))) return undefined
  const found = JSON.parse(fs.readFileSync(inRoot(ASKED), 'utf8'))
  const other = Object.keys(wanted).find((name) => found[name] !== wanted[name])
  return other && `a campaign with ${other} ${found[other]}, not ${wanted[other]}`
}

/** Whether every seed passed on both stores with one trace. */
function playTwice({ seeds, from = 1, jobs = os.availableParallelism(), out, words = [] }) {
  const folder = out ?? fs.mkdtempSync(path.join(os.tmpdir(), 'understudy-campaign-'))
  try {
    return MODES.map((mode) =>
      plays({ seeds, from, jobs, mode, out: path.join(folder, mode) }, words),
    ).every(Boolean)
  } finally {
    if (out === undefined) fs.rmSync(folder, { recursive: true, force: true })
  }
}

function plays({ out, ...drawn }, words) {
  const values = { ...drawn, store: 'memory', again: 'sqlite', out }
  const options = Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)])
  const args = [inRoot('bundle', 'understudy.js'), 'chaos', 'run', ...options, ...words]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    // Who waits for hours sees how far it is.
    stdio: words.length > 0 ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
  })
  if (status !== 0 && words.length === 0) note(`${stdout}${stderr}`.trim())
  const file = path.resolve(ROOT, out, 'campaign.json')
  if (!fs.existsSync(file)) return false
  const { played, traces, totals, verdict, wallMs } = JSON.parse(fs.readFileSync(file, 'utf8'))
  const { acknowledged, hits, failovers, swaps, fates } = totals
  note(
    `${drawn.mode}: ${verdict}; ${played} seeds from ${drawn.from}, each twice, in ${Math.round(wallMs / 1_000)} s: ` +
      `${hits} faults, ${failovers} failovers, ${swaps} swaps, ${acknowledged} sessions acknowledged, ${fates.lost} lost; traces ${traces}`,
  )
  return status === 0
}

module.exports = { CI_SEEDS, campaign, playTwice }
