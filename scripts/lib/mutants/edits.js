// What is put into a compiled file. TAKEN stands for the question whether this point is the one taken out.

/** Puts `instead` where the node is, when it is taken out. Wrapped nodes nest in any order: all end alike. */
const wrap = (node, instead) => [
  { start: node.getStart(), end: node.getStart(), text: `(TAKEN ? ${instead} : (` },
  { start: node.end, end: node.end, text: '))' },
]

/** Makes a property of a literal one that is asked for each time it is read. */
const asGetter = (property, instead) => {
  const { name, initializer } = property
  return [
    { start: name.getStart(), end: name.getStart(), text: 'get ' },
    { start: name.end, end: initializer.getStart(), text: `() { return TAKEN ? ${instead} : (` },
    { start: initializer.end, end: initializer.end, text: ') }' },
  ]
}

/** Each node below this one, itself first. */
function* nodesOf(node, ts) {
  yield node
  const children = []
  ts.forEachChild(node, (child) => {
    children.push(child)
  })
  for (const child of children) yield* nodesOf(child, ts)
}

module.exports = { asGetter, nodesOf, wrap }
