// Running a test file with the points in place, perhaps one of them taken out.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const { pathToFileURL } = require('node:url')
const { ROOT, filesBelow, inRoot, nameOf } = require('../paths.js')

/** Whose tests can notice: those that run the core in virtual time, and those of the report. */
const PACKAGES = ['appliance-core', 'report', 'rehearsal', 'simulator']
/** A mutant may wait for ever; the slowest file takes a tenth of this. */
const TEST_MS_MAX = 180_000

const SWITCH = pathToFileURL(inRoot('scripts/lib/mutants/switch.mjs')).href

const testFiles = () =>
  PACKAGES.flatMap((name) => filesBelow(inRoot('packages', name, 'dist/test'), new Set()))
    .map(nameOf)
    .filter((name) => name.endsWith('.test.js'))

/** What the hook puts where: the edits of each file, the last of the file first. */
function writePoints(points, to) {
  const files = {}
  for (const { url, edits } of points) files[url] = [...(files[url] ?? []), ...edits]
  for (const edits of Object.values(files)) edits.sort((a, b) => b.start - a.start || b.end - a.end)
  fs.writeFileSync(to, JSON.stringify(files))
}

/** Whether the file passes, and how long it took. It stops at its first failure. */
function runTest(file, { pointsFile, mutant, reachedFile }) {
  const own = Object.entries(process.env).filter(([name]) => !/^(TAP|NODE_V8|NODE_OPT)/.test(name))
  const env = {
    ...Object.fromEntries(own),
    TAP_BAIL: '1',
    TAP_TIMEOUT: String(TEST_MS_MAX / 1000),
    NODE_OPTIONS: `--import ${SWITCH}`,
    UNDERSTUDY_POINTS: pointsFile,
    ...(mutant === undefined ? {} : { UNDERSTUDY_MUTANT: mutant }),
    ...(reachedFile === undefined ? {} : { UNDERSTUDY_REACHED: reachedFile }),
  }
  const startMs = performance.now()
  const child = spawn(process.execPath, [file], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
    timeout: TEST_MS_MAX,
    killSignal: 'SIGKILL',
  })
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('exit', end)
      resolve({ passed: code === 0, tookMs: Math.round(performance.now() - startMs) })
    })
  })
}

module.exports = { runTest, testFiles, writePoints }
