// `scripts/mutants --sample N`: how many of N defects, drawn by seed, are killed; and between which limits the share
// of all of them lies.
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const { inRoot } = require('../paths.js')
const { judge, learnReach } = require('./judge.js')
const { openRecord } = require('./record.js')
const { findDefects } = require('./stryker.js')
const { testFiles } = require('./tests.js')

/** Whose tests run the core and the store in virtual time. */
const PACKAGES = ['appliance-core', 'appliance-store', 'simulator']

async function judgeSample({ count, seed, jobs, pointsFile, tell }) {
  const { defects, files } = await findDefects()
  fs.writeFileSync(pointsFile, JSON.stringify(files))
  const record = openRecord(inRoot('out/mutants/sample'), defects)
  await learnReach({ tests: testFiles(PACKAGES), record, pointsFile, jobs })
  const drawn = inDrawnOrder(defects, seed)
    .filter(({ id }) => !isOnlyLoaded(id, record))
    .slice(0, count)
  await judge({ chosen: drawn, points: defects, record, pointsFile, jobs, tell })
  const survivors = drawn.filter(({ id }) => record.results[id].killedBy === null)
  for (const { id, title } of survivors) {
    const { ran } = record.results[id]
    console.log(`survived: ${title}${ran === 0 ? ' (no test reaches it)' : ` (${ran} test files)`}`)
  }
  const killed = drawn.length - survivors.length
  const [low, high] = interval(killed, drawn.length).map((share) => `${(100 * share).toFixed(0)} %`)
  console.log(
    `${defects.length} defects, ${drawn.length} drawn by seed ${seed}, ${killed} killed: ${low} to ${high}`,
  )
}

/** What is computed while a file is loaded cannot be changed afterwards, as StrykerJS's ignoreStatic has it. */
const isOnlyLoaded = (id, { atStart, reach }) =>
  atStart.includes(id) && !Object.values(reach).some(({ ids }) => ids.includes(id))

/** The order of a hash of seed and id: the same for everybody, and a longer sample begins with the shorter one. */
const inDrawnOrder = (defects, seed) =>
  defects
    .map((defect) => ({
      defect,
      rank: createHash('sha256').update(`${seed} ${defect.id}`).digest('hex'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ defect }) => defect)

/** Wilson's interval, at 95 %. */
function interval(hits, of) {
  const z = 1.96
  const share = hits / of
  const middle = share + z ** 2 / (2 * of)
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))
  return [middle - half, middle + half].map((value) => value / (1 + z ** 2 / of))
}

module.exports = { judgeSample }
