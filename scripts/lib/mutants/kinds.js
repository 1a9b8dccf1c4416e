// The kinds of guards that are a table or a comparison: epochs, time limits, the rules of the verdict.
const ts = require('typescript')
const { asGetter, nodesOf, wrap } = require('./edits.js')

/** What a comparison answers when it lets everything through. */
const LETS_THROUGH = {
  [ts.SyntaxKind.LessThanToken]: 'false',
  [ts.SyntaxKind.LessThanEqualsToken]: 'false',
  [ts.SyntaxKind.GreaterThanToken]: 'true',
  [ts.SyntaxKind.GreaterThanEqualsToken]: 'true',
}

/** A time limit that is this many times as long never comes. */
const NEVER = 1e6

/** Comparisons of a message's epoch with ours: whatever comes is new enough. */
function epochComparisons(file) {
  return [...nodesOf(file, ts)]
    .filter(
      (node) =>
        ts.isBinaryExpression(node) &&
        LETS_THROUGH[node.operatorToken.kind] !== undefined &&
        /\bepoch$/.test(node.left.getText()),
    )
    .map((node) => ({
      at: node.getStart(),
      what: node.getText(),
      edits: wrap(node, LETS_THROUGH[node.operatorToken.kind]),
    }))
}

/** Messages that are refused when their epoch is older: each is let through. */
const epochRules = (file) =>
  entriesOf(file, 'epochRules')
    .filter(({ initializer }) => initializer.text === 'refuse')
    .map((entry) => entryPoint(entry, "'greet'"))

const timeLimits = (file) =>
  entriesOf(file, 'timeouts').map((entry) =>
    entryPoint(entry, `${NEVER} * ${entry.initializer.getText()}`),
  )

const verdictRules = (file) =>
  entriesOf(file, 'rulesOf').flatMap(({ initializer }) => initializer.elements.map(rulePoint))

/** What makes a verdict "passed with warnings". */
const warningRules = (file) => tableOf(file, 'rules').elements.map(rulePoint)

/** The rule finds nothing. */
const rulePoint = (rule) => ({
  at: rule.getStart(),
  what: rule.getText(),
  edits: [
    { start: rule.getStart(), end: rule.getStart(), text: '((...of) => TAKEN ? [] : ' },
    { start: rule.end, end: rule.end, text: '(...of))' },
  ],
})

const entryPoint = (entry, instead) => ({
  at: entry.getStart(),
  what: entry.name.text,
  edits: asGetter(entry, instead),
})

const entriesOf = (file, name) => tableOf(file, name).properties

function tableOf(file, name) {
  const table = [...nodesOf(file, ts)].find(
    (node) => ts.isVariableDeclaration(node) && node.name.getText() === name,
  )
  if (table === undefined) throw new Error(`${file.fileName} has no ${name}`)
  return table.initializer
}

module.exports = { epochComparisons, epochRules, timeLimits, verdictRules, warningRules }
