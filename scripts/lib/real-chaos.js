// `scripts/real-chaos [N [FROM]] [--anew]`: chaos schedules on real processes (CHA-06), 200 unless told, in mode safe. Each has to have a
// kill and a swap or a failover, and none may lose an acknowledged session. CI plays one; these take seconds each. Ended early, it
// goes on where it stood when it is asked for the same again by the same build; --anew begins again.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { inRoot } = require('./paths.js')
const { note } = require('./run.js')
const { setUp } = require('./setup.js')

const SCHEDULES = 200
const OUT = path.join('out', 'real-chaos')
const ANEW = '--anew'

/** Exit code 0 where each schedule proved something and no law was broken, 1 else, 3 where the words are wrong. */
async function realChaos(words) {
  const args = words.filter((word) => word !== ANEW)
  const [seeds, from] = [args[0] ?? String(SCHEDULES), args[1] ?? '1']
  const wrong = [seeds, from].find((word) => !/^[1-9]\d{0,5}$/.test(word))
  if (wrong !== undefined || args.length > 2) {
    note(
      `error: expected a count of schedules, the first seed and ${ANEW}, each if wanted, found "${wrong ?? args.join(' ')}"`,
    )
    process.exitCode = 3
    return
  }
  await setUp('all')
  if (words.includes(ANEW)) fs.rmSync(inRoot(OUT), { recursive: true, force: true })
  process.exitCode = play(seeds, from) ? 0 : 1
}

function play(seeds, from) {
  const words = { world: 'real', seeds, from, jobs: String(os.availableParallelism()), out: OUT }
  const options = Object.entries(words).flatMap(([name, value]) => [`--${name}`, value])
  const program = inRoot('bundle', 'understudy.js')
  const args = [program, 'chaos', 'run', ...options, '--resume']
  const { status } = spawnSync(process.execPath, args, { cwd: inRoot('.'), stdio: 'inherit' })
  const file = inRoot(OUT, 'campaign.json')
  if (status === 3 || !fs.existsSync(file)) return false
  const report = JSON.parse(fs.readFileSync(file, 'utf8'))
  const { played, totals, wallMs, commit } = report
  const { stable, announced, lost } = totals.fates
  note(
    `${played} schedules in ${Math.round(wallMs / 1000)} s${commit === null ? '' : `, commit ${commit}`}: ${totals.crashes} processes killed or without power, ` +
      `${totals.swaps} swaps, ${totals.failovers} failovers; ${totals.acknowledged} sessions acknowledged: ${stable} on both disks, ${announced} discarded and told, ${lost} lost`,
  )
  for (const seed of report.inconclusive)
    note(`seed ${seed} proved nothing: no kill, no change of roles, or nobody served`)
  return status === 0 && report.inconclusive.length === 0
}

module.exports = { realChaos }
