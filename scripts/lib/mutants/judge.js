// Which test misses a guard that was taken out.
const { digestOfTest } = require('./record.js')
const { TestWorker } = require('./tests.js')

/** A file that takes so much longer than with nothing taken out waits for something that never comes: it fails. */
const TIMES_AS_LONG = 10
const TEST_MS_MIN = 20_000

/** Every test with nothing taken out: how long it takes, what it reaches, and what is reached when files are loaded. */
async function learnReach({ tests, record, pointsFile, jobs }) {
  const news = tests.filter((test) => record.reach[test] === undefined)
  await inParallel(jobs, pointsFile, news, async (test, worker) => {
    const { passed, tookMs, reached, wasSilent } = await worker.run(test)
    if (!passed) throw new Error(whyNot(test, tookMs, wasSilent))
    record.reach[test] = { tookMs, ids: reached, digest: digestOfTest(test) }
    record.atStart = worker.atStart
    record.keep()
  })
}

/** A busy machine may make a test too slow, the first one above all: it loads what all of them need. */
const whyNot = (test, tookMs, wasSilent) =>
  wasSilent
    ? `${test} had not ended after ${Math.round(tookMs / 1_000)} s, with nothing taken out; is the machine busy?`
    : `${test} fails with nothing taken out`

/** Every mutant against the tests that reach it. */
async function judge({ chosen, points, record, pointsFile, jobs, tell }) {
  const sources = Object.fromEntries(points.map(({ id, where }) => [id, where.split(':')[0]]))
  const unknown = chosen.filter(({ id }) => record.results[id] === undefined)
  await inParallel(jobs, pointsFile, unknown, async ({ id, title = id }, worker) => {
    const result = await judgeOne(id, record, worker, sources)
    record.results[id] = result
    record.keep()
    tell(`${result.killedBy === null ? 'survived' : `killed (${result.ran})`}: ${title}`)
  })
}

/** What killed most of the same source goes first, then the fastest; the first that fails is the last. */
async function judgeOne(id, { reach, results }, worker, sources) {
  const kills = (test) =>
    Object.entries(results).filter(
      ([other, { killedBy }]) => killedBy === test && sources[other] === sources[id],
    ).length
  const reaching = Object.entries(reach)
    .filter(([, { ids }]) => ids.includes(id))
    .map(([test, { tookMs }]) => ({ test, tookMs, kills: kills(test) }))
    .sort((a, b) => b.kills - a.kills || a.tookMs - b.tookMs)
  for (const [ran, { test, tookMs }] of reaching.entries())
    if (await isMissed(id, test, tookMs, worker)) return { killedBy: test, ran: ran + 1 }
  return { killedBy: null, ran: reaching.length }
}

/**
 * Whether the test fails without the guard. One that says nothing in time may only have a busy machine: it is run with
 * nothing taken out, and where that took longer than it once did, the mutant is given as much longer.
 */
async function isMissed(mutant, test, tookMs, worker) {
  const msMax = Math.max(TEST_MS_MIN, TIMES_AS_LONG * tookMs)
  const { passed, wasSilent } = await worker.run(test, { mutant, msMax })
  if (passed || !wasSilent) return !passed
  const asItIs = await worker.run(test)
  if (!asItIs.passed) throw new Error(whyNot(test, asItIs.tookMs, asItIs.wasSilent))
  return TIMES_AS_LONG * asItIs.tookMs <= msMax || isMissed(mutant, test, asItIs.tookMs, worker)
}

/** Each job has a process of its own that runs the tests. */
async function inParallel(jobs, pointsFile, items, work) {
  const left = [...items]
  const job = async () => {
    const worker = new TestWorker(pointsFile)
    try {
      for (let item = left.shift(); item !== undefined; item = left.shift())
        await work(item, worker)
    } finally {
      worker.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, job))
}

module.exports = { judge, learnReach }
