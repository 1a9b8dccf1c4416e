// Which versions of the database library go with which Node.js: a table of the package, and of what tries it.
const fs = require('node:fs')
const { inRoot } = require('../paths.js')

/** The first that brings its compiled part along, for Node.js 22.14 and later, and has no install script. */
const COMPILED = '13.2.0'

/**
 * npm takes of these the newest that says it runs on its Node.js: on 20 the one that this checkout uses, which has to be
 * compiled there; on later ones a compiled one, which needs neither a compiler nor an install script.
 */
const driverVersions = () => {
  const file = inRoot('node_modules', 'better-sqlite3', 'package.json')
  return `${JSON.parse(fs.readFileSync(file, 'utf8')).version} || ${COMPILED}`
}

module.exports = { driverVersions }
