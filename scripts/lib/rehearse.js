// `scripts/rehearse <arguments>`: sets up what is missing, then runs `understudy rehearse <arguments>`.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const { inRoot } = require('./paths.js')
const {
  checkNode,
  ensureBuilt,
  ensureInstalled,
  SetupError,
  withSetupErrors,
} = require('./setup.js')

const MAIN = inRoot('packages', 'cluster-cli', 'dist', 'src', 'main.js')

/** Runs the command line in the caller's folder, with its input, output, signals and exit code. */
function rehearse(args) {
  withSetupErrors(() => {
    checkNode()
    ensureInstalled()
    ensureBuilt('runtime')
    if (!fs.existsSync(MAIN)) throw new SetupError('The build left no command line (cluster-cli).')
  })
  const wanted = args.length === 0 ? ['--help'] : args
  const child = spawn(process.execPath, [MAIN, 'rehearse', ...wanted], { stdio: 'inherit' })
  forwardSignals(child)
  child.on('error', (error) => {
    process.stderr.write(`error: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? code : 128 + (os.constants.signals[signal] ?? 0))
  })
}

/** A terminal sends Ctrl-C to the child itself; sent twice it would read as impatience. */
function forwardSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) {
    if (os.constants.signals[signal] === undefined) continue
    process.on(signal, () => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    })
  }
}

module.exports = { rehearse }
