// The arrows between packages (.dependency-cruiser.cjs), as a check that cannot pass by seeing nothing.
const fs = require('node:fs')
const { inRoot, filesBelow, nameOf } = require('./paths.js')
const { runTool } = require('./run.js')
const { forbidden } = require('../../.dependency-cruiser.cjs')

const FOLDERS = ['packages', 'bench']

/** Prints what breaks a rule; false when something does, or when a source was not looked at. */
function checkArrows() {
  const folders = FOLDERS.filter((folder) => fs.existsSync(inRoot(folder)))
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders]
  const run = runTool('depcruise', args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
  const cruise = parse(run.stdout)
  if (cruise === undefined) {
    console.log(`dependency-cruiser gave no answer (exit code ${run.status})`)
    return false
  }
  const unseen = unseenSources(cruise)
  for (const violation of cruise.summary.violations) console.log(sentenceOf(violation))
  for (const name of unseen) console.log(`not looked at: ${name}`)
  console.log(`${cruise.summary.totalCruised} modules looked at`)
  return (
    cruise.summary.totalCruised > 0 && cruise.summary.violations.length === 0 && unseen.length === 0
  )
}

const sentenceOf = ({ rule, from, to, cycle }) => {
  const path = cycle === undefined ? to : cycle.map((step) => step.name).join(' -> ')
  const { comment } = forbidden.find(({ name }) => name === rule.name)
  return `${rule.name}: ${from} -> ${path}\n  ${comment}`
}

/** dependency-cruiser sees no TypeScript at all where it does not know the compiler, and is content with that. */
function unseenSources(cruise) {
  const seen = new Set(cruise.modules.map((module) => module.source))
  return FOLDERS.flatMap((folder) => filesBelow(inRoot(folder)))
    .map(nameOf)
    .filter((name) => /[.]tsx?$/.test(name) && !name.includes('/fixtures/') && !seen.has(name))
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

module.exports = { checkArrows }
