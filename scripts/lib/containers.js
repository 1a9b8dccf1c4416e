// `scripts/containers`: image, compose file and all that a lab in containers promises (LAB-02), and the stack of a campaign's workers in
// a Swarm of one node (LAB-05), on a real engine. Where none answers, and dockerd is installed, one is started with a folder of its own and
// ended again.
const { spawn, spawnSync } = require('node:child_process')
const { once } = require('node:events')
const { mkdtempSync, rmSync } = require('node:fs')
const { createServer } = require('node:net')
const { tmpdir } = require('node:os')
const { join } = require('node:path')
const { setTimeout } = require('node:timers/promises')
const { ROOT } = require('./paths.js')
const { setUp } = require('./setup.js')

const image = 'understudy:local'
const engineStartsWithinMs = 60_000
const tests = ['engine', 'swarm'].map(
  (name) => `packages/cluster-cli/dist/test/containers/${name}.test.js`,
)

/** What the compose file publishes; the usual ports may be another lab's. */
const published = [
  '',
  'DNS_',
  'SOCKS_',
  'HTTP_',
  'CHALLENGE_',
  'TOXIPROXY_',
  'UPDATES_',
  'CONSOLE_',
]

/**
 * UNDERSTUDY_BASE_IMAGES: a program that makes the two Node.js images that the Dockerfile builds on, for a machine that
 * reaches no image registry.
 */
async function containers() {
  await setUp('all')
  const engine = answers() ? { stop: () => undefined } : await startEngine()
  try {
    const baseImages = process.env.UNDERSTUDY_BASE_IMAGES
    if (baseImages !== undefined) must(baseImages)
    must('docker', 'build', '-t', image, '.')
    must('docker', 'image', 'ls', image)
    process.env.UNDERSTUDY_CONTAINERS = '1'
    process.env.TAP_TIMEOUT = '1800'
    for (const what of published) process.env[`UNDERSTUDY_${what}PORT`] ??= String(await freePort())
    for (const test of tests) must(process.execPath, test)
  } finally {
    await engine.stop()
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

const run = (program, args, stdio = 'inherit') =>
  spawnSync(program, args, { cwd: ROOT, stdio }).status === 0

const answers = () => run('docker', ['info'], 'ignore')

function must(program, ...args) {
  if (run(program, args)) return
  process.exitCode = 1
  throw new Error(`${[program, ...args].join(' ')} failed`)
}

async function startEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-engine-'))
  const socket = `unix://${join(folder, 'socket')}`
  const own = ['data-root', 'exec-root', 'pidfile'].map((name) => `--${name}=${join(folder, name)}`)
  const engine = spawn('dockerd', [...own, '-H', socket], { stdio: 'ignore' })
  let reason
  const ended = new Promise((resolve) => {
    engine.on('exit', resolve)
    engine.on('error', (error) => {
      reason = error.message
      resolve()
    })
  })
  process.env.DOCKER_HOST = socket
  const stop = async () => {
    engine.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  for (const startedMs = Date.now(); !answers(); await setTimeout(500)) {
    if (reason === undefined && Date.now() - startedMs < engineStartsWithinMs) continue
    await stop()
    throw new Error(
      `no Docker engine answers, and none could be started (${reason ?? 'it says nothing'}): apt-get install docker.io docker-compose`,
    )
  }
  return { stop }
}

module.exports = { containers }
