// `scripts/planted [--only REGEXP] [--seconds N] [--jobs N] [--again]`: chaos campaigns look for the planted defects, one after
// the other, by seeds, as `chaos run` draws them. What is found is shrunk and kept in `known.json`, with which CI plays it
// again, and docs/PLANTED.md is written. What is known already is only played again, unless --again is said. For what no campaign
// finds, the tests are asked.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const { createInterface } = require('node:readline')
const { parseArgs } = require('node:util')
const { inRoot } = require('./paths.js')
const { plantedDocument } = require('./planted/document.js')
const { killedBy } = require('./planted/killed.js')
const { note, runTool } = require('./run.js')
const { setUp } = require('./setup.js')

const OPTIONS = {
  only: { type: 'string', default: '' },
  seconds: { type: 'string', default: '60' },
  jobs: { type: 'string', default: '1' },
  again: { type: 'boolean', default: false },
}
const KNOWN = 'packages/chaos/test/planted/known.json'
const KILLED = 'packages/chaos/test/planted/killed.json'
const DOCUMENT = 'docs/PLANTED.md'

/** Exit code 0 where every defect that was looked for is found, 1 else, 3 where the words are wrong. */
async function planted(args) {
  const options = read(args)
  if (options === undefined) {
    note(
      `error: expected [--only REGEXP] [--seconds N] [--jobs N] [--again]; found "${args.join(' ')}"`,
    )
    process.exitCode = 3
    return
  }
  await setUp('all')
  const { plantedDefects } = await import(inFolder('appliance-core/dist/planted/index.js'))
  const { plainLab } = await import(inFolder('chaos/dist/src/index.js'))
  const { isStillFound } = await import('./planted/replay.mjs')
  const known = new Map(readList(KNOWN).map((one) => [one.defect, one]))
  const killed = new Map(readList(KILLED).map((one) => [one.defect, one]))
  for (const [name, one] of known) if (!isStillFound(one)) known.delete(name)
  const wanted = plantedDefects.filter(
    ({ name }) => options.only.test(name) && (options.again || !known.has(name)),
  )
  const missed = await hunt(wanted, options, (found) => {
    known.set(found.defect, found)
    write(plantedDefects, known, killed, plainLab)
  })
  for (const defect of plantedDefects.filter(({ name }) => missed.includes(name))) {
    const test = killedBy(defect)
    killed.delete(defect.name)
    if (test !== null) killed.set(defect.name, { defect: defect.name, test })
    note(`${defect.name}: ${test === null ? 'no test notices it' : `noticed by ${test}`}`)
  }
  write(plantedDefects, known, killed, plainLab)
  note(`${wanted.length - missed.length} of ${wanted.length} found; ${DOCUMENT} written`)
  process.exitCode = missed.length === 0 ? 0 : 1
}

function read(args) {
  try {
    const { only, seconds, jobs, again } = parseArgs({ args, options: OPTIONS }).values
    const isCount = (word) => /^[1-9]\d{0,4}$/.test(word)
    if (!isCount(seconds) || !isCount(jobs)) return undefined
    return { only: new RegExp(only), seconds: Number(seconds), jobs: Number(jobs), again }
  } catch {
    return undefined
  }
}

/** Has so many processes look for them; answers the names of those that were not found. */
async function hunt(defects, { seconds, jobs }, onFound) {
  const waiting = defects.map(({ name }) => name)
  const missed = []
  const next = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const found = await huntOne(name, seconds)
      if (found === null) {
        missed.push(name)
        note(`${name}: not found within ${seconds} s`)
        continue
      }
      onFound(found)
      const faults = found.schedule.faults.length
      note(
        `${name}: seed ${found.seed} (${found.mode}), ${found.law}, ${found.seconds} s; ${faults} faults left`,
      )
    }
  }
  await Promise.all(Array.from({ length: jobs }, next))
  return missed
}

function huntOne(name, seconds) {
  const args = [inRoot('scripts/lib/planted/hunt.mjs'), name, String(seconds)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let found = null
    createInterface({ input: child.stdout }).on('line', (line) => {
      found = JSON.parse(line)
    })
    child.on('close', (code) =>
      code === 0 ? resolve(found) : reject(new Error(`the hunt for ${name} ended with ${code}`)),
    )
  })
}

const inFolder = (file) => inRoot('packages', file)

const readList = (name) =>
  fs.existsSync(inRoot(name)) ? JSON.parse(fs.readFileSync(inRoot(name), 'utf8')) : []

/** In the order of the table; what is in it no longer is left out. */
function write(defects, known, killed, plainLab) {
  const found = defects.flatMap(({ name }) => known.get(name) ?? [])
  const noticed = defects.flatMap(({ name }) => (known.has(name) ? [] : (killed.get(name) ?? [])))
  for (const [file, list] of [
    [KNOWN, found],
    [KILLED, noticed],
  ])
    fs.writeFileSync(inRoot(file), `${JSON.stringify(list, null, 1)}\n`)
  fs.writeFileSync(inRoot(DOCUMENT), plantedDocument(defects, found, noticed, plainLab))
  runTool('biome', ['format', '--write', '--log-level=error', KNOWN, KILLED])
}

module.exports = { planted }
