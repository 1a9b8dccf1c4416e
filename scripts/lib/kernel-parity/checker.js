// What the parity suite asks of a test framework: `ParityCheck` of packages/network-model/parity.
const { isDeepStrictEqual } = require('node:util')

/** Notes what does not hold, and goes on. */
function checker() {
  const failures = []
  const failed = (what) => void failures.push(what)
  const compare = (holds, found, expected, message = '') => {
    if (!holds) failed(`${message}: expected ${show(expected)}, found ${show(found)}`)
  }
  return {
    failures,
    failed,
    equal: (found, expected, message) =>
      compare(Object.is(found, expected), found, expected, message),
    same: (found, expected, message) =>
      compare(isDeepStrictEqual(found, expected), found, expected, message),
    ok: (value, message) => compare(Boolean(value), value, true, message),
  }
}

const show = (value) => JSON.stringify(value)

module.exports = { checker }
