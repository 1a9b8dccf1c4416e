// docs/COVERAGE.md: which line of the specification has a test that carries its id in its title; docs/GUIDES.md beside it.
const fs = require('node:fs')
const { DOCUMENT: GUIDES, guidesDocumentOf, guidesProblems } = require('./guides-doc.js')
const { inRoot, filesBelow, nameOf, packageFolders } = require('./paths.js')

const IDS = 'docs/spec-ids.txt'
const DOCUMENT = 'docs/COVERAGE.md'
const ID = '[A-Z]{2,4}-\\d{2}'
/** A title names one id or several before its colon: 'FO-03: …', 'SYN-03, SYN-04: …'. */
const TITLE = new RegExp(`['"\`](?:[^'"\`]*?\\b)?(${ID}(?:(?:, | and )${ID})*): `, 'g')

function writeCoverageDoc() {
  const tests = readTests()
  for (const problem of guidesProblems(tests)) console.log(problem)
  for (const [file, text] of documentsOf(tests)) {
    fs.writeFileSync(inRoot(file), text)
    console.log(`${file} written`)
  }
}

/**
 * False, with the reasons printed, when a document is not what would be written now, or a sentence of the guides has
 * lost its home.
 */
function checkCoverageDoc() {
  const tests = readTests()
  const stale = documentsOf(tests)
    .filter(([file, wanted]) => writtenIn(file) !== wanted)
    .map(([file]) => `${file} is stale: run npm run coverage-doc`)
  const reasons = [...guidesProblems(tests), ...stale]
  for (const reason of reasons) console.log(reason)
  return reasons.length === 0
}

const documentsOf = (tests) => [
  [DOCUMENT, documentOf(readIds(), tests)],
  [GUIDES, guidesDocumentOf(tests)],
]

const writtenIn = (file) =>
  fs.existsSync(inRoot(file)) ? fs.readFileSync(inRoot(file), 'utf8').replaceAll('\r\n', '\n') : ''

/** The lines of the specification, in its order: id and what it is about. */
function readIds() {
  return fs
    .readFileSync(inRoot(IDS), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, id, title] = /^(\S+)\s+(.*)$/.exec(line)
      return { id, title }
    })
}

/** id -> names of the test sources with such a title, sorted. */
function readTests() {
  const tests = new Map()
  for (const folder of packageFolders()) {
    for (const file of filesBelow(`${folder}/test`)) {
      if (!file.endsWith('.ts')) continue
      for (const id of idsIn(fs.readFileSync(file, 'utf8'))) {
        tests.set(id, [...(tests.get(id) ?? []), nameOf(file)])
      }
    }
  }
  return tests
}

function idsIn(source) {
  const ids = new Set()
  for (const line of source.split('\n')) {
    if (/^\s*(\/\/|\/?\*)/.test(line)) continue
    for (const [, chain] of line.matchAll(TITLE))
      for (const [id] of chain.matchAll(new RegExp(ID, 'g'))) ids.add(id)
  }
  return [...ids].sort()
}

function documentOf(ids, tests) {
  const known = new Set(ids.map(({ id }) => id))
  const unknown = [...tests.keys()].filter((id) => !known.has(id)).sort()
  const without = ids.filter(({ id }) => !tests.has(id))
  const lines = [
    '# What is tested',
    '',
    '<!-- Written by scripts/coverage-doc.js (npm run coverage-doc). Do not edit. -->',
    '',
    `Of ${ids.length} lines of the specification, ${ids.length - without.length} have a test with their id in its title,`,
    `${without.length} have none.`,
    '',
    '| id | what | tests |',
    '|---|---|---|',
    ...ids.map(({ id, title }) => `| ${id} | ${title} | ${linksOf(tests.get(id) ?? [])} |`),
    '',
    '## Without a test',
    '',
    ...(without.length === 0 ? ['None.'] : without.map(({ id, title }) => `- ${id} ${title}`)),
    '',
  ]
  if (unknown.length > 0) {
    lines.push('## Titles with an id that is not in the list', '')
    for (const id of unknown) lines.push(`- ${id}: ${linksOf(tests.get(id))}`)
    lines.push('')
  }
  return lines.join('\n')
}

const linksOf = (names) =>
  names.length === 0
    ? 'none'
    : [...names]
        .sort()
        .map((name) => `[${shortOf(name)}](../${name})`)
        .join('<br>')

const shortOf = (name) =>
  name
    .replace(/^packages\//, '')
    .replace('/test/', ': ')
    .replace(/[.]ts$/, '')

module.exports = { writeCoverageDoc, checkCoverageDoc }
