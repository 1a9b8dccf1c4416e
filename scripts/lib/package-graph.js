// The picture of the packages in docs/ARCHITECTURE.md, drawn from the list of projects.
const fs = require('node:fs')
const { inRoot } = require('./paths.js')
const { PACKAGES, names } = require('./projects.js')

const DOCUMENT = 'docs/ARCHITECTURE.md'
const GRAPH = /```mermaid\n[\s\S]*?```/

function writeGraph() {
  if (isGraphDrawn()) return
  fs.writeFileSync(inRoot(DOCUMENT), document().replace(GRAPH, graph()))
  console.log(`${DOCUMENT} written`)
}

const isGraphDrawn = () => document().match(GRAPH)?.[0] === graph()

/** Whoever goes on to the same packages shares a line; an arrow that others say already is left out. */
function graph() {
  const sources = new Map()
  for (const name of names.toReversed()) {
    const targets = arrowsOf(name).join(' & ')
    if (targets !== '') sources.set(targets, [...(sources.get(targets) ?? []), name])
  }
  const lines = [...sources].map(([targets, from]) => `  ${from.join(' & ')} --> ${targets}`)
  return ['```mermaid', 'graph TD', ...lines, '```'].join('\n')
}

const arrowsOf = (name) => {
  const { uses } = PACKAGES[name]
  return uses.filter((target) => !uses.some((other) => reaches(other, target)))
}

const reaches = (from, target) =>
  PACKAGES[from].uses.some((name) => name === target || reaches(name, target))

const document = () => fs.readFileSync(inRoot(DOCUMENT), 'utf8')

module.exports = { DOCUMENT, isGraphDrawn, writeGraph }
