// `scripts/kills [N]`: sets up what is missing, then kills appliances of a lab under load N times.
const { note, runTool } = require('./run.js')
const { checkNode, ensureBuilt, ensureInstalled, withSetupErrors } = require('./setup.js')

const TEST = 'packages/cluster-cli/dist/test/real/kill.test.js'
const KILLS_MAX = 10_000
/** A kill, the restart and the traffic until the next one take some three seconds. */
const SECONDS_PER_KILL = 20

function kills([text = '50', ...rest]) {
  const count = Number(text)
  if (rest.length > 0 || !Number.isInteger(count) || count < 1 || count > KILLS_MAX) {
    note(
      `error: expected how often to kill, a whole number from 1 to ${KILLS_MAX}, found "${[text, ...rest].join(' ')}"`,
    )
    process.exitCode = 3
    return
  }
  withSetupErrors(() => {
    checkNode()
    ensureInstalled()
    ensureBuilt('all')
  })
  const timeout = `--timeout=${60 + count * SECONDS_PER_KILL}`
  const env = { ...process.env, UNDERSTUDY_KILLS: String(count) }
  process.exitCode = runTool('tap', ['--reporter=terse', timeout, TEST], { env }).status ?? 1
}

module.exports = { kills }
