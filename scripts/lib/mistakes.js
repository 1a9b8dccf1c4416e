// `scripts/mistakes`: both shipped runbooks, and the asynchronous one from before 10.6 as well; each with all its mistakes.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const { fileOf } = require('./bundles.js')
const { inRoot } = require('./paths.js')
const { note } = require('./run.js')
const { setUp } = require('./setup.js')

/** Labs whose population is small: a mistake costs the same there, and takes a second. */
const PLAYED = [
  { runbook: 'asynchronous', lab: 'modern' },
  { runbook: 'synchronous', lab: 'modern' },
  { runbook: 'asynchronous', lab: 'legacy' },
]
const DOCUMENT = 'docs/MISTAKES.md'

async function mistakes() {
  await setUp('runtime')
  const tables = PLAYED.map(tableOf)
  if (tables.includes(undefined)) return
  fs.writeFileSync(inRoot(DOCUMENT), `${head}\n${tables.join('\n')}`)
  note(`${DOCUMENT} written`)
}

/** Undefined where the command did not come to a result; a missed mistake is one. */
function tableOf({ runbook, lab }) {
  const out = inRoot('out', `mistakes-${runbook}-${lab}`)
  const file = inRoot('packages/cluster-cli/test/fixtures/mistakes', `${lab}.yaml`)
  const args = ['chaos', 'runbook', runbook, '--lab', file, '--out', out]
  const { status } = spawnSync(process.execPath, [fileOf('understudy'), ...args], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = status ?? 1
  return status === 0 || status === 1
    ? fs.readFileSync(`${out}/runbook-mutations.md`, 'utf8')
    : undefined
}

const head = `# Mistakes with the shipped runbooks

Made by \`scripts/mistakes\`, not by hand. Every mistake that can be made once with a runbook is rehearsed in virtual time beside the
runbook without it (REH-07, \`understudy chaos runbook\`): each step skipped, swapped with its neighbour, repeated, too early, on the
wrong appliance; in bold those of which the guides warn. *Costs* is what is worse than without the mistake, beyond what chance
does; *caught by* what told of it and is silent otherwise. Harmless: it cost nothing in this rehearsal, which proves nothing for a
day on which something else goes wrong as well. A mistake that costs something and of which nothing told would be *missed*, as would
one of the guides' own; the command fails then.

The labs are [modern.yaml](../packages/cluster-cli/test/fixtures/mistakes/modern.yaml) (11.1 towards 12.2) and
[legacy.yaml](../packages/cluster-cli/test/fixtures/mistakes/legacy.yaml) (10.5 towards 10.6, where sessions do not merge).
`

module.exports = { mistakes }
