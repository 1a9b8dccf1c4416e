// Which test misses a guard that was taken out.
const fs = require('node:fs')
const path = require('node:path')
const { runTest } = require('./tests.js')

/** First every test with nothing taken out, to learn what it reaches; then every mutant against those that reach it. */
async function judgeMutants({ chosen, tests, record, pointsFile, folder, jobs, tell }) {
  const unknown = chosen.filter(({ id }) => record.results[id] === undefined)
  if (unknown.length === 0) return
  await inParallel(jobs, tests, async (test) => {
    record.reach[test] ??= await reachOf(test, pointsFile, folder)
    record.keep()
  })
  await inParallel(jobs, unknown, async ({ id }) => {
    const result = await judge(id, record, pointsFile)
    record.results[id] = result
    record.keep()
    tell(`${result.killedBy === null ? 'survived' : 'killed'}: ${id}`)
  })
}

async function reachOf(test, pointsFile, folder) {
  const reachedFile = path.join(folder, `${test.replaceAll('/', '+')}.reached`)
  const { passed, tookMs } = await runTest(test, { pointsFile, reachedFile })
  if (!passed) throw new Error(`${test} fails with nothing taken out`)
  const ids = fs.readFileSync(reachedFile, 'utf8').split('\n').filter(Boolean)
  return { tookMs, ids: [...new Set(ids)] }
}

/** What killed most of the same source goes first, then the fastest; the first that fails is the last. */
async function judge(id, { reach, results }, pointsFile) {
  const kills = (test) =>
    Object.entries(results).filter(
      ([other, { killedBy }]) => killedBy === test && sourceOf(other) === sourceOf(id),
    ).length
  const reaching = Object.entries(reach)
    .filter(([, { ids }]) => ids.includes(id))
    .map(([test, { tookMs }]) => ({ test, tookMs, kills: kills(test) }))
    .sort((a, b) => b.kills - a.kills || a.tookMs - b.tookMs)
  for (const [ran, { test }] of reaching.entries()) {
    const { passed } = await runTest(test, { pointsFile, mutant: id })
    if (!passed) return { killedBy: test, ran: ran + 1 }
  }
  return { killedBy: null, ran: reaching.length }
}

const sourceOf = (id) => id.split(':')[0]

async function inParallel(jobs, items, work) {
  const left = [...items]
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: jobs }, worker))
}

module.exports = { judgeMutants }
