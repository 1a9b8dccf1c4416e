// `scripts/kills [N]`, `scripts/kill-files [N]` and `scripts/kill-clients [N]`: set up what is missing, then play a test of kill -9 with N kills.
const { note } = require('./run.js')
const { setUp } = require('./setup.js')
const { runTestFiles } = require('./test-files.js')

const KILLS_MAX = 10_000
/** A kill, the restart and the traffic until the next one take some three seconds. */
const SECONDS_PER_KILL = 20

/** What is killed: the test that does it, where that reads how often, and how many kills it makes of each. */
const TESTS = {
  /** Appliances of a lab under load. */
  lab: {
    files: ['packages/cluster-cli/dist/test/real/kill.test.js'],
    variable: 'UNDERSTUDY_KILLS',
    killsEach: 1,
  },
  /** An appliance, while it imports a certificate, restores a backup, installs a package and is reset. */
  files: {
    files: [
      'packages/appliance-daemon/dist/test/files/kill.test.js',
      'packages/appliance-daemon/dist/test/box/kill.test.js',
    ],
    variable: 'UNDERSTUDY_FILE_KILLS',
    killsEach: 2,
  },
  /** Integration Clients in a report, into SQLite and into PostgreSQL. */
  clients: {
    files: ['packages/integration-client/dist/test/kills.test.js'],
    variable: 'UNDERSTUDY_CLIENT_KILLS',
    killsEach: 2,
  },
}

async function kills(what, [text = '50', ...rest]) {
  const { files, variable, killsEach } = TESTS[what]
  const count = Number(text)
  if (rest.length > 0 || !Number.isInteger(count) || count < 1 || count > KILLS_MAX) {
    note(
      `error: expected how often to kill, a whole number from 1 to ${KILLS_MAX}, found "${[text, ...rest].join(' ')}"`,
    )
    process.exitCode = 3
    return
  }
  await setUp('all')
  process.env[variable] = String(count)
  const fileMsMax = (60 + killsEach * count * SECONDS_PER_KILL) * 1000
  const { failed } = await runTestFiles(files, note, { fileMsMax })
  process.exitCode = failed === 0 ? 0 : 1
}

module.exports = { kills }
