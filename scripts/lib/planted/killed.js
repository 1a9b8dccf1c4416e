// Which test notices a planted defect that no campaign has found: those are run that carry the line of the specification that it
// breaks, in the packages that run the core in virtual time, each with the defect switched on, until one fails.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const { pathToFileURL } = require('node:url')
const { filesBelow, inRoot, nameOf } = require('../paths.js')

const PACKAGES = ['appliance-core', 'simulator']
const TEST_MS_MAX = 240_000
const SWITCH = pathToFileURL(inRoot('scripts/lib/planted/switch-on.mjs')).href

/** The test's name; null = none has failed. */
function killedBy({ name, spec }) {
  return testsOf(spec).find((test) => failsWith(name, test)) ?? null
}

/** By the names of their sources. */
const testsOf = (spec) =>
  PACKAGES.flatMap((name) => filesBelow(inRoot('packages', name, 'test'), new Set()))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => fs.readFileSync(file, 'utf8').includes(spec))
    .map(nameOf)

function failsWith(defect, test) {
  const compiled = test.replace('/test/', '/dist/test/').replace(/\.ts$/, '.js')
  const env = { ...process.env, UNDERSTUDY_PLANTED: defect, TAP_TIMEOUT: '0' }
  const done = spawnSync(process.execPath, ['--import', SWITCH, inRoot(compiled)], {
    cwd: inRoot('.'),
    env,
    stdio: 'ignore',
    timeout: TEST_MS_MAX,
  })
  return done.status !== 0
}

module.exports = { killedBy }
