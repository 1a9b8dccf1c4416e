// Running a program of the toolchain, and saying so in one line.
const { spawnSync } = require('node:child_process')
const { ROOT, inRoot } = require('./paths.js')

const TOOLS = {
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  knip: 'node_modules/knip/bin/knip.js',
  tap: 'node_modules/tap/dist/esm/run.mjs',
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

/** Runs npm, which on Windows is a command file and needs a shell. stdout goes to stderr, to leave ours clean. */
function runNpm(args, cwd = ROOT) {
  return spawnSync('npm', args, {
    cwd,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
}

module.exports = { note, secondsSince, runTool, runNpm }
