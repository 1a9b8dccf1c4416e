// What a run found out, kept so that the next one goes on from there.
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { filesBelow, inRoot } = require('../paths.js')

/**
 * `reach`: of each test file, how long it takes, which points it reaches, and its digest; `results`: of each point, what
 * killed it (null = nothing) and how many files ran; `atStart`: what is reached by loading alone. Other sources begin
 * anew; other tests may kill what survived.
 */
function openRecord(folder, points) {
  const file = path.join(folder, 'record.json')
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}
  const sources = digestOf(/[/\\]dist[/\\]src[/\\].*\.js$/, points)
  const tests = digestOf(/[/\\]dist[/\\](?!src).*\.js$/)
  const support = digestOf(/[/\\]dist[/\\](?!src).*(?<!\.test)\.js$/)
  const record = { sources, tests, support, ...stillTrue(known, { sources, tests, support }) }
  record.keep = () => {
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(`${file}.new`, JSON.stringify(record, null, 1))
    fs.renameSync(`${file}.new`, file)
  }
  return record
}

function stillTrue(known, { sources, tests, support }) {
  if (known.sources !== sources) return { atStart: [], reach: {}, results: {} }
  const { atStart = [], reach, results } = known
  if (known.tests === tests) return { atStart, reach, results }
  const killed = Object.entries(results).filter(([, { killedBy }]) => killedBy !== null)
  const same = Object.entries(known.support === support ? reach : {}).filter(
    ([test, { digest }]) => digest === digestOfTest(test),
  )
  return { atStart, reach: Object.fromEntries(same), results: Object.fromEntries(killed) }
}

/** Of one test file; undefined = it is gone. */
function digestOfTest(name) {
  const file = inRoot(name)
  if (!fs.existsSync(file)) return undefined
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex')
}

function digestOf(pattern, points = []) {
  const hash = createHash('sha256').update(JSON.stringify(points))
  for (const file of filesBelow(inRoot('packages'), new Set(['node_modules', '.tap'])))
    if (pattern.test(file)) hash.update(file).update(fs.readFileSync(file))
  return hash.digest('hex')
}

module.exports = { digestOfTest, openRecord }
