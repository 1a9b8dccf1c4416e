// `scripts/kill-files [N]`: sets up what is missing, then kills an appliance N times during each upload.
const { note } = require('./run.js')
const { setUp } = require('./setup.js')
const { runTestFiles } = require('./test-files.js')

const TEST = 'packages/appliance-daemon/dist/test/files/kill.test.js'
const KILLS_MAX = 10_000
const SECONDS_PER_KILL = 20

async function killFiles([text = '50', ...rest]) {
  const count = Number(text)
  if (rest.length > 0 || !Number.isInteger(count) || count < 1 || count > KILLS_MAX) {
    note(
      `error: expected how often to kill, a whole number from 1 to ${KILLS_MAX}, found "${[text, ...rest].join(' ')}"`,
    )
    process.exitCode = 3
    return
  }
  await setUp('all')
  process.env.UNDERSTUDY_FILE_KILLS = String(count)
  const fileMsMax = (60 + 2 * count * SECONDS_PER_KILL) * 1000
  const { failed } = await runTestFiles([TEST], note, { fileMsMax })
  process.exitCode = failed === 0 ? 0 : 1
}

module.exports = { killFiles }
