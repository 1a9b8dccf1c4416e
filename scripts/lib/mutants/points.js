// Where a guard can be taken out, found in the compiled sources by their syntax, never by a list kept by hand.
const fs = require('node:fs')
const { SourceMap } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const ts = require('typescript')
const { filesBelow, inRoot, nameOf } = require('../paths.js')
const {
  epochComparisons,
  epochRules,
  timeLimits,
  verdictRules,
  warningRules,
} = require('./kinds.js')
const { decisions, earlyReturns } = require('./conditions.js')
const { refusalGuards, refusalMakers } = require('./refusals.js')

const CORE = 'packages/appliance-core/dist/src'
/** What programs ask an appliance, and how the Integration Client does. */
const INTEGRATIONS = ['appliance-api', 'integration-model'].map(
  (name) => `packages/${name}/dist/src`,
)
/** What the core refuses by the words of the shared table and catalogue. */
const REFUSING = ['operations/operation.js', 'versions/requirements.js'].map(
  (name) => `packages/shared/dist/src/${name}`,
)

/**
 * Every point: `kind`, `where` (file:line of the source), `what` is taken out, `url` of the compiled file and the
 * `edits` of its text; `id` is what all three together are called.
 */
function findPoints() {
  const core = compiledBelow(CORE)
  const refusing = [...core, ...REFUSING.map((name) => compiled(inRoot(name)))]
  const makers = refusalMakers(refusing)
  const points = [
    ...refusing.flatMap((file) => pointsOf(file, 'refusal', refusalGuards(file, makers))),
    ...core.flatMap((file) => pointsOf(file, 'epoch', epochComparisons(file))),
    ...one(`${CORE}/link/epochs.js`, 'epoch', epochRules),
    ...within(core, /[/\\](failover|witness)[/\\]/, 'failover', earlyReturns),
    ...within(core, /[/\\]decisions[/\\]/, 'decision', decisions),
    ...INTEGRATIONS.flatMap(compiledBelow).flatMap((file) =>
      pointsOf(file, 'integration', [...earlyReturns(file), ...decisions(file)]),
    ),
    ...one('packages/shared/dist/src/limits.js', 'time-limit', timeLimits),
    ...one('packages/report/dist/src/verdict.js', 'verdict', verdictRules),
    ...one('packages/report/dist/src/warnings/found-warnings.js', 'verdict', warningRules),
  ]
  return withIds(points)
}

const within = (files, folder, kind, find) =>
  files
    .filter(({ fileName }) => folder.test(fileName))
    .flatMap((file) => pointsOf(file, kind, find(file)))

const one = (name, kind, find) => {
  const file = compiled(inRoot(name))
  return pointsOf(file, kind, find(file))
}

const compiledBelow = (folder) =>
  filesBelow(inRoot(folder), new Set())
    .filter((file) => file.endsWith('.js'))
    .map(compiled)

const compiled = (file) =>
  ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)

function pointsOf(file, kind, found) {
  if (found.length === 0) return []
  const map = new SourceMap(JSON.parse(fs.readFileSync(`${file.fileName}.map`, 'utf8')))
  return found.map(({ at, what, edits }) => {
    const { line, character } = file.getLineAndCharacterOfPosition(at)
    const { originalSource, originalLine } = map.findEntry(line, character)
    const source = path.resolve(path.dirname(file.fileName), originalSource)
    const where = `${nameOf(source)}:${originalLine + 1}`
    return { kind, where, what, url: pathToFileURL(file.fileName).href, edits }
  })
}

/** The edits ask for a point by its id. Two points of a line that are called the same are numbered. */
function withIds(points) {
  const seen = new Map()
  return points.map((point) => {
    const name = `${point.kind} ${point.where} ${point.what}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    const id = times === 1 ? name : `${name} #${times}`
    const taken = `globalThis.understudyMutant?.(${JSON.stringify(id)})`
    const edits = point.edits.map((edit) => ({ ...edit, text: edit.text.replace('TAKEN', taken) }))
    return { ...point, id, edits }
  })
}

module.exports = { findPoints }
