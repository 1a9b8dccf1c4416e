// A version of Node.js with its headers, from the package registry.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { SetupError } = require('../setup.js')
const { runNpm } = require('../run.js')

/** The newest of that major version: what runs, what compiles against it, and its version. This one is taken as it is. */
function nodeOf(major, cache) {
  if (process.versions.node.split('.')[0] === major)
    return { version: process.version, execPath: process.execPath }
  const folder = path.join(cache, `node-${major}`)
  const home = path.join(folder, 'package')
  const execPath = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!fs.existsSync(execPath)) fetchInto(folder, major)
  const { status, stdout } = spawnSync(execPath, ['--version'], { encoding: 'utf8' })
  if (status !== 0) throw new SetupError(`Node.js ${major} does not run on this machine.`)
  return { version: stdout.trim(), execPath, home }
}

function fetchInto(folder, major) {
  fs.mkdirSync(folder, { recursive: true })
  const library = `node-${process.platform}-${process.arch}@${major}`
  if (runNpm(['pack', library, '--pack-destination', folder, '--loglevel=error']).status !== 0)
    throw new SetupError(`${library} could not be fetched from the package registry.`)
  const tarball = fs.readdirSync(folder).find((name) => name.endsWith('.tgz'))
  const { status } = spawnSync('tar', ['xzf', tarball], { cwd: folder })
  if (status !== 0) throw new SetupError(`${tarball} could not be unpacked.`)
  fs.rmSync(path.join(folder, tarball))
}

module.exports = { nodeOf }
