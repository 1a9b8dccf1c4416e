// Running test files with the points in place, perhaps one of them taken out.
const { fork, spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { ROOT, filesBelow, inRoot, nameOf } = require('../paths.js')

/** Whose tests can notice: those that run the core in virtual time, those of clients and of APIs, and those of the report. */
const PACKAGES = [
  'shared',
  'appliance-core',
  'appliance-api',
  'integration-model',
  'report',
  'rehearsal',
  'population',
  'simulator',
]
/** A mutant may wait for ever. Starting, and a file with nothing taken out, are given this long. */
const TEST_MS_MAX = 180_000

const SWITCH = pathToFileURL(inRoot('scripts/lib/mutants/switch.mjs')).href

const testFiles = (packages = PACKAGES) =>
  packages
    .flatMap((name) => filesBelow(inRoot('packages', name, 'dist/test'), new Set()))
    .map(nameOf)
    .filter((name) => name.endsWith('.test.js'))

/** What the hook puts where: the edits of each file, the last of the file first. */
function writePoints(points, to) {
  const files = {}
  for (const { url, edits } of points) files[url] = [...(files[url] ?? []), ...edits]
  for (const edits of Object.values(files)) edits.sort((a, b) => b.start - a.start || b.end - a.end)
  fs.writeFileSync(to, JSON.stringify(files))
}

/** What a campaign of so many seconds finds of a mutant: the law and the seed; null = nothing. */
function huntByCampaign(mutant, seconds, pointsFile) {
  const args = ['--import', SWITCH, inRoot('scripts/lib/mutants/campaign.mjs'), mutant, seconds]
  const env = { ...process.env, UNDERSTUDY_POINTS: pointsFile }
  const timeout = 20_000 * Number(seconds)
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', env, timeout })
  // A world that never ends is found out as well.
  if (done.error?.code === 'ETIMEDOUT') return 'it never ends'
  return JSON.parse(done.stdout)
}

/** Runs test files in a process of its own, which is started anew when it hung or fell over. */
class TestWorker {
  /** What loading alone reaches. */
  atStart = []
  #pointsFile
  #child
  #end = () => this.close()

  constructor(pointsFile) {
    this.#pointsFile = pointsFile
    process.once('exit', this.#end)
  }

  /** Whether the file passes, or said nothing in time; how long it took and which points it reached. */
  async run(file, { mutant, msMax = TEST_MS_MAX } = {}) {
    this.#child ??= await this.#start()
    const startMs = performance.now()
    this.#child.send({ file: path.join(ROOT, file), mutant })
    const word = await this.#said(msMax)
    const tookMs = Math.round(performance.now() - startMs)
    const { passed, reached } = word ?? { passed: false, reached: [] }
    return { passed, reached, tookMs, wasSilent: word === undefined && tookMs >= msMax }
  }

  close() {
    process.off('exit', this.#end)
    this.#child?.kill('SIGKILL')
    this.#child = undefined
  }

  async #start() {
    const own = Object.entries(process.env).filter(([name]) => !/^(TAP|_TAP|NODE_OPT)/.test(name))
    const env = {
      ...Object.fromEntries(own),
      TAP_TIMEOUT: '0',
      UNDERSTUDY_POINTS: this.#pointsFile,
    }
    const options = {
      cwd: ROOT,
      env,
      execArgv: ['--import', SWITCH],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }
    this.#child = fork(inRoot('scripts/lib/mutants/worker.mjs'), [], options)
    const ready = await this.#said(TEST_MS_MAX)
    if (ready === undefined) throw new Error('the tests did not start')
    this.atStart = ready.atStart
    return this.#child
  }

  /** The child's next word; undefined = it fell over, or said nothing in time and was killed. */
  #said(msMax) {
    const child = this.#child
    return new Promise((resolve) => {
      const done = (word) => {
        clearTimeout(timer)
        child.off('message', heard)
        child.off('exit', gone)
        if (word === undefined) {
          child.kill('SIGKILL')
          this.#child = undefined
        }
        resolve(word)
      }
      // tap, too, speaks to whoever started it.
      const heard = (word) => {
        if ('ready' in word || 'passed' in word) done(word)
      }
      const gone = () => done(undefined)
      const timer = setTimeout(gone, msMax)
      child.on('message', heard)
      child.on('exit', gone)
    })
  }
}

module.exports = { TestWorker, huntByCampaign, testFiles, writePoints }
