// package.json of the package: the natively compiled libraries are all that it depends on.
const fs = require('node:fs')
const { inRoot } = require('../paths.js')
const { NATIVE } = require('../bundles.js')
const { driverVersions } = require('./drivers.js')

/**
 * The libraries are optional so that an npm which cannot compile them, or must not run their scripts, still installs the
 * package: that says in a sentence what is missing when it is needed (`appliance-store/src/database-driver.ts`).
 */
function manifest() {
  const { name, version, description, license, engines } = readJson(inRoot('package.json'))
  return {
    name,
    version,
    description,
    keywords: ['failover', 'upgrade', 'rehearsal', 'simulation', 'testing'],
    license,
    type: 'module',
    engines,
    files: ['bundle', 'runbooks', 'labs', 'schemas', 'docs', 'examples', '*.md', '*.txt'],
    bin: { understudy: 'bundle/understudy.js' },
    exports: {
      '.': { types: './bundle/library.d.ts', default: './bundle/library.js' },
      './package.json': './package.json',
      './schemas/*': './schemas/*',
    },
    optionalDependencies: {
      ...Object.fromEntries(NATIVE.map((library) => [library, versionOf(library)])),
      'better-sqlite3': driverVersions(),
    },
  }
}

const versionOf = (library) => readJson(inRoot('node_modules', library, 'package.json')).version

const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'))

module.exports = { manifest }
