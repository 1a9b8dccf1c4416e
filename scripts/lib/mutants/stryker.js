// Small defects of every kind, as StrykerJS puts them into compiled files: its instrumenter makes them and the switch
// between them, our own worker runs the tests. StrykerJS itself would start Node.js for each defect and test.
const fs = require('node:fs')
const { SourceMap } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { filesBelow, inRoot, nameOf } = require('../paths.js')

const FOLDERS = [
  ...['relationship', 'link', 'replication', 'sessions', 'security'].map(
    (name) => `appliance-core/dist/src/${name}`,
  ),
  'appliance-store/dist/src',
]

const silent = Object.fromEntries(
  ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, () => {}]),
)
const logger = { ...silent, isDebugEnabled: () => false }

/** Every defect: `id`, `where` (file:line of the source), `title`; and `files`, what the hook loads: url -> text. */
async function findDefects() {
  const { Instrumenter } = await import('@stryker-mutator/instrumenter')
  const sources = FOLDERS.flatMap((folder) => filesBelow(inRoot('packages', folder), new Set()))
    .filter((file) => file.endsWith('.js'))
    .map((name) => ({ name, content: fs.readFileSync(name, 'utf8'), mutate: true }))
  const options = { excludedMutations: [], ignorers: [], plugins: null }
  const { files, mutants } = await new Instrumenter(logger).instrument(sources, options)
  return {
    defects: mutants.map(defectOf),
    files: Object.fromEntries(
      files.map(({ name, content }) => [pathToFileURL(name).href, content]),
    ),
  }
}

function defectOf({ id, fileName, location: { start }, mutatorName, replacement }) {
  const map = new SourceMap(JSON.parse(fs.readFileSync(`${fileName}.map`, 'utf8')))
  const { originalSource, originalLine } = map.findEntry(start.line, start.column)
  const source = nameOf(path.resolve(path.dirname(fileName), originalSource ?? fileName))
  const where = `${source}:${(originalLine ?? start.line) + 1}`
  return {
    id,
    where,
    title: `${where} ${mutatorName}: ${replacement.replace(/\s+/g, ' ').slice(0, 80)}`,
  }
}

module.exports = { findDefects }
