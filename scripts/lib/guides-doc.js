// docs/GUIDES.md: where each sentence of the two guides that asks for something has its home, made of docs/guides.yaml.
const fs = require('node:fs')
const { inRoot, filesBelow } = require('./paths.js')

const SOURCE = 'docs/guides.yaml'
const DOCUMENT = 'docs/GUIDES.md'
/** How many tests a line links to; the others are in docs/COVERAGE.md. */
const LINKS_MAX = 3

const textOf = (file) => fs.readFileSync(inRoot(file), 'utf8').replaceAll('\r\n', '\n')

/** Loaded here: it needs what is installed first. */
const readYaml = (file) => require('yaml').parse(textOf(file))

/** The whole document, from the tests by id (see coverage-doc.js). */
function guidesDocumentOf(tests) {
  const sentences = readYaml(SOURCE)
  const waiting = sentences.filter(({ waits }) => waits !== undefined).length
  return [
    '# The two guides, sentence by sentence',
    '',
    `<!-- Written by scripts/coverage-doc.js (npm run coverage-doc) from ${SOURCE}. Do not edit. -->`,
    '',
    `Of ${sentences.length} sentences of the guides that ask for something, ${sentences.length - waiting} have their home in a step, an operation or a`,
    `field of a lab file, and a test; ${waiting} wait for something, some of them only in part. G1 is the guide of 10.6, G2 the one of 12.2.`,
    '',
    '| # | guide | what it asks for | where | test |',
    '|---|---|---|---|---|',
    ...sentences.map(
      (one, i) =>
        `| ${i + 1} | ${one.guides} | ${one.asks} | ${homesOf(one)} | ${testsOf(one, tests)} |`,
    ),
    '',
  ].join('\n')
}

const code = (names) => names.map((name) => `\`${name}\``).join(', ')

function homesOf({ steps = [], operations = [], lab = [], says, waits }) {
  return [
    ...(steps.length === 0 ? [] : [`steps ${code(steps)}`]),
    ...(operations.length === 0 ? [] : [`operations ${code(operations)}`]),
    ...(lab.length === 0 ? [] : [`lab file ${code(lab)}`]),
    ...(says === undefined ? [] : [says]),
    ...(waits === undefined ? [] : [`**waits for ${waits}**`]),
  ].join('<br>')
}

const testsOf = ({ tests: ids = [] }, tests) =>
  ids
    .map((id) => {
      const names = [...(tests.get(id) ?? [])].sort()
      const links = names.slice(0, LINKS_MAX).map((name) => `[${shortOf(name)}](../${name})`)
      const more = names.length > LINKS_MAX ? ` and ${names.length - LINKS_MAX} more` : ''
      return `${id}: ${links.join(', ')}${more}`
    })
    .join('<br>')

const shortOf = (name) => name.replace(/^packages\/([^/]+)\/test\//, '$1: ').replace(/[.]ts$/, '')

/** What has lost its home, a line each: a step, an operation, a field or a test that is no longer there. */
function guidesProblems(tests, sentences = readYaml(SOURCE)) {
  const has = {
    step: stepsByRunbook(),
    operation: namesIn('packages/shared/src/operations'),
    field: namesIn('packages/shared/src/lab'),
  }
  return sentences.flatMap((one, i) => {
    const { steps = [], operations = [], lab = [], tests: ids = [], waits } = one
    const gone = [
      ...steps.filter((step) => !has.step.has(step)).map((step) => `there is no step ${step}`),
      ...operations
        .filter((name) => !has.operation.has(name))
        .map((name) => `there is no operation ${name}`),
      ...lab
        .filter((name) => !has.field.has(name))
        .map((name) => `a lab file has no field ${name}`),
      ...ids.filter((id) => !tests.has(id)).map((id) => `no test carries ${id}`),
      ...(ids.length === 0 && waits === undefined ? ['it has no test, and waits for nothing'] : []),
    ]
    return gone.map((what) => `${SOURCE}: sentence ${i + 1} (${one.asks}): ${what}`)
  })
}

/** `runbook/step` for each step of a shipped runbook's windows. */
function stepsByRunbook() {
  const steps = new Set()
  for (const file of fs.readdirSync(inRoot('runbooks'))) {
    const { runbook, windows } = readYaml(`runbooks/${file}`)
    for (const window of windows) for (const { id } of window.steps) steps.add(`${runbook}/${id}`)
  }
  return steps
}

/** The keys of object literals in a folder's sources: operations and fields of the lab file's schema are written so. */
function namesIn(folder) {
  const names = new Set()
  for (const file of filesBelow(inRoot(folder)))
    for (const [, name] of fs
      .readFileSync(file, 'utf8')
      .matchAll(/^\s+'?([A-Za-z][A-Za-z0-9-]*)'?: /gm))
      names.add(name)
  return names
}

module.exports = { DOCUMENT, guidesDocumentOf, guidesProblems }
