// What a run found out, kept so that the next one goes on from there.
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { filesBelow, inRoot } = require('../paths.js')

/**
 * `reach`: of each test file, how long it takes and which points it reaches; `results`: of each point, what killed
 * it (null = nothing) and how many files ran; `atStart`: what is reached by loading alone. Other sources begin anew; other tests may kill what survived.
 */
function openRecord(folder, points) {
  const file = path.join(folder, 'record.json')
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {}
  const sources = digestOf(/[/\\]dist[/\\]src[/\\].*\.js$/, points)
  const tests = digestOf(/[/\\]dist[/\\](?!src).*\.js$/)
  const record = { sources, tests, ...stillTrue(known, sources, tests) }
  record.keep = () => {
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(`${file}.new`, JSON.stringify(record, null, 1))
    fs.renameSync(`${file}.new`, file)
  }
  return record
}

function stillTrue(known, sources, tests) {
  if (known.sources !== sources) return { atStart: [], reach: {}, results: {} }
  const { atStart = [], reach, results } = known
  if (known.tests === tests) return { atStart, reach, results }
  const killed = Object.entries(results).filter(([, { killedBy }]) => killedBy !== null)
  return { atStart, reach: {}, results: Object.fromEntries(killed) }
}

function digestOf(pattern, points = []) {
  const hash = createHash('sha256').update(JSON.stringify(points))
  for (const file of filesBelow(inRoot('packages'), new Set(['node_modules', '.tap'])))
    if (pattern.test(file)) hash.update(file).update(fs.readFileSync(file))
  return hash.digest('hex')
}

module.exports = { openRecord }
