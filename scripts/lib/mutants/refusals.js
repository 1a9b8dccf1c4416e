// The guards that refuse: what decides whether `refusal('code', …)` is reached.
const ts = require('typescript')
const { nodesOf, wrap } = require('./edits.js')

/**
 * Functions that do nothing but word a refusal (`turnedAway`, `weak`): a call of one is as good as a call of
 * `refusal`, and its guard is with the caller. Found until no more come.
 */
function refusalMakers(files) {
  const makers = new Map([['refusal', undefined]])
  for (let known = 0; known !== makers.size; ) {
    known = makers.size
    for (const call of files.flatMap((file) => callsOf(file, makers))) {
      const maker = guardOf(call).maker
      if (maker !== undefined && !makers.has(maker))
        makers.set(maker, codeOf(call) ?? makers.get(call.expression.text))
    }
  }
  return makers
}

function refusalGuards(file, makers) {
  const ranges = new Set()
  return callsOf(file, makers).flatMap((call) => {
    const { node, instead } = guardOf(call)
    if (node === undefined || ranges.has(node.pos)) return []
    ranges.add(node.pos)
    const code = codeOf(call) ?? makers.get(call.expression.text) ?? call.expression.text
    return [{ at: call.getStart(), what: code, edits: wrap(node, instead) }]
  })
}

const callsOf = (file, makers) =>
  [...nodesOf(file, ts)].filter(
    (node) =>
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      makers.has(node.expression.text),
  )

const codeOf = (call) =>
  call.arguments.find((argument) => ts.isStringLiteral(argument) && /^[a-z-]+$/.test(argument.text))
    ?.text

/** What to put where so that the call is never reached; or the maker that it is in; or neither: it follows no condition. */
function guardOf(call) {
  for (let node = call; !ts.isSourceFile(node.parent); node = node.parent) {
    const { parent } = node
    if (ts.isIfStatement(parent) && node !== parent.expression)
      return { node: parent.expression, instead: String(node !== parent.thenStatement) }
    if (ts.isConditionalExpression(parent) && node !== parent.condition)
      return { node: parent.condition, instead: String(node !== parent.whenTrue) }
    if (ts.isReturnStatement(node) && answersNull(functionOf(node)))
      return { node: node.expression, instead: 'null' }
    if (ts.isFunctionLike(node)) return { maker: words(node, call) ? nameOf(node) : undefined }
    if (ts.isFunctionLike(parent))
      return { maker: words(parent, call) ? nameOf(parent) : undefined }
  }
  return {}
}

function functionOf(node) {
  let at = node
  while (!ts.isFunctionLike(at)) at = at.parent
  return at
}

const answersNull = (of) =>
  [...nodesOf(of, ts)].some(
    (node) => ts.isReturnStatement(node) && node.expression?.kind === ts.SyntaxKind.NullKeyword,
  )

/** Whether the function only words the refusal: it does nothing else, or has the code handed in. */
const words = (of, call) =>
  !ts.isBlock(of.body) ||
  (of.body.statements.length === 1 && ts.isReturnStatement(of.body.statements[0])) ||
  call.arguments.some((argument) => ts.isSpreadElement(argument))

const nameOf = (of) =>
  (of.name ?? (ts.isVariableDeclaration(of.parent) ? of.parent.name : undefined))?.text

module.exports = { refusalGuards, refusalMakers }
