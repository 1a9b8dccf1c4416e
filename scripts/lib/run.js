// Running a program of the toolchain, and saying so in one line.
const { spawn, spawnSync } = require('node:child_process')
const { ROOT, inRoot } = require('./paths.js')

const TOOLS = {
  tsc: 'node_modules/typescript-7/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  knip: 'node_modules/knip/bin/knip.js',
}

const note = (line) => process.stderr.write(`${line}\n`)

const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`

/** Runs a tool of node_modules with this Node.js. Output is inherited unless `stdio` says otherwise. */
function runTool(tool, args, options = {}) {
  return spawnSync(process.execPath, [inRoot(TOOLS[tool]), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    maxBuffer: 256 * 1024 * 1024,
    ...options,
  })
}

/** Runs Node.js beside what else is done; resolves to its exit status and all that it wrote. */
function startNode(args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const written = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => void written.push(text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, output: written.join('').trimEnd() }))
  })
}

/** npm is a command file on Windows and needs a shell there. stdout goes to stderr, to leave ours clean. */
const npmOptions = (cwd) => ({ cwd, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })

const runNpm = (args, cwd = ROOT) => spawnSync('npm', args, npmOptions(cwd))

/** Runs npm beside what else is done; resolves to its exit status. It ends with this process. */
function startNpm(args, cwd = ROOT) {
  const child = spawn('npm', args, npmOptions(cwd))
  const end = () => child.kill()
  process.once('exit', end)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => {
      process.off('exit', end)
      resolve(status)
    })
  })
}

module.exports = { note, secondsSince, runTool, runNpm, startNode, startNpm }
