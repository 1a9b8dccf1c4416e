// The kinds of guards that are a condition before a way out, and the sound decisions of the core.
const ts = require('typescript')
const { nodesOf, wrap } = require('./edits.js')

/** `if (…) return`, or as a block: nobody leaves there any more. */
const earlyReturns = (file) =>
  [...nodesOf(file, ts)]
    .filter(
      (node) =>
        ts.isIfStatement(node) &&
        node.elseStatement === undefined &&
        endsInReturn(node.thenStatement),
    )
    .map(({ expression }) => ({
      at: expression.getStart(),
      what: oneLine(expression),
      edits: wrap(expression, 'false'),
    }))

const endsInReturn = (statement) =>
  ts.isReturnStatement(statement) ||
  (ts.isBlock(statement) && statement.statements.some((one) => ts.isReturnStatement(one)))

/** A decision that answers yes or no: it answers the same to everything, both ways in turn. */
const decisions = (file) =>
  [...nodesOf(file, ts)]
    .filter(
      (node) =>
        (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) &&
        node.initializer !== undefined &&
        ts.isArrowFunction(node.initializer) &&
        answersYesOrNo(node.initializer.body),
    )
    .flatMap(({ name, initializer: { body } }) =>
      ['true', 'false']
        .filter((answer) => answer !== body.getText())
        .map((answer) => ({
          at: body.getStart(),
          what: `${name.getText()} is ${answer}`,
          edits: wrap(body, answer),
        })),
    )

const OPERATORS = new Set(['<', '<=', '>', '>=', '===', '!==', '&&', '||'])

const answersYesOrNo = (body) =>
  body.kind === ts.SyntaxKind.TrueKeyword ||
  ts.isPrefixUnaryExpression(body) ||
  (ts.isBinaryExpression(body) && OPERATORS.has(body.operatorToken.getText()))

const oneLine = (node) => node.getText().replace(/\s+/g, ' ')

module.exports = { decisions, earlyReturns }
