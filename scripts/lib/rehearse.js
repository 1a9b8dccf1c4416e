// `scripts/rehearse <arguments>`: sets up what is missing, then runs `understudy rehearse <arguments>`.
const { spawn } = require('node:child_process')
const os = require('node:os')
const { fileOf } = require('./bundles.js')
const { setUp } = require('./setup.js')

/** Runs the command line in the caller's folder, with its input, output, signals and exit code. */
async function rehearse(args) {
  await setUp('runtime')
  const wanted = args.length === 0 ? ['--help'] : args
  const child = spawn(process.execPath, [fileOf('understudy'), 'rehearse', ...wanted], {
    stdio: 'inherit',
  })
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
