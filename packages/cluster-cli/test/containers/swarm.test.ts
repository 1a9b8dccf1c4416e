import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'

const root = (() => {
  let at = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(at, 'docker-compose.yml'))) at = dirname(at)
  return at
})()
const stack = 'understudy-test'
const secret = 'understudy-queue-password'
const seeds = '64'
const endsWithinMs = 900_000

/** Why the test cannot be run here; `scripts/containers` sees to all of it. */
function missing(): string | false {
  if (process.env['UNDERSTUDY_CONTAINERS'] !== '1')
    return 'containers are tested by scripts/containers'
  return spawnSync('docker', ['info']).status === 0 ? false : 'no Docker engine answers'
}

const docker = (args: readonly string[], input = ''): string =>
  execFileSync('docker', args, { cwd: root, encoding: 'utf8', input, env: environment })

const environment: NodeJS.ProcessEnv = {
  ...process.env,
  UNDERSTUDY_SEEDS: seeds,
  UNDERSTUDY_WORKERS: '2',
}

/** The image of the stack's Redis; where no registry is reached, one of this machine's own with what it is linked with. */
function redisImage(folder: string): string {
  const official = 'redis:7-bookworm'
  if (spawnSync('docker', ['image', 'inspect', official]).status === 0) return official
  if (spawnSync('docker', ['pull', '-q', official]).status === 0) return official
  const server = execFileSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' }).trim()
  const linked = execFileSync('ldd', [server], { encoding: 'utf8' })
  mkdirSync(join(folder, 'files'))
  for (const file of [server, ...linked.matchAll(/(?<==> )\S+/g)].map(String))
    copyFileSync(file, join(folder, 'files', basename(file)))
  const lines = [
    'FROM understudy:local',
    'USER root',
    'COPY files /opt/redis',
    `RUN printf '#!/bin/sh\\nLD_LIBRARY_PATH=/opt/redis exec /opt/redis/redis-server "$@"\\n' > /usr/local/bin/redis-server && chmod 755 /usr/local/bin/redis-server && install -d /data`,
    'ENTRYPOINT []',
  ]
  writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\n`)
  docker(['build', '-q', '-t', 'understudy-test-redis', folder])
  return 'understudy-test-redis'
}

/** Asks until the answer fits; the engine and the machine set the pace. */
async function until(what: string, ask: () => string, fits: RegExp): Promise<void> {
  const giveUpMs = Date.now() + endsWithinMs
  for (let answer = ask(); !fits.test(answer); answer = ask()) {
    if (Date.now() > giveUpMs)
      throw new Error(`${what}: not within ${endsWithinMs / 1_000} s: ${answer}`)
    await setTimeout(500)
  }
}

t.test(
  'LAB-05: a stack in a Docker Swarm of one node plays a campaign as this machine does',
  { skip: missing() },
  async (t) => {
    const folder = t.testdir()
    environment['UNDERSTUDY_REDIS_IMAGE'] = redisImage(folder)
    const isOurs = docker(['info', '-f', '{{.Swarm.LocalNodeState}}']).trim() === 'inactive'
    if (isOurs)
      docker('swarm init --advertise-addr 127.0.0.1 --listen-addr 127.0.0.1:2377'.split(' '))
    const volumes = (): string => docker(['volume', 'ls', '-q', '-f', `name=${stack}_`]).trim()
    const containers = (): string => docker(['ps', '-aq', '-f', `name=${stack}_`]).trim()
    t.teardown(async () => {
      spawnSync('docker', ['stack', 'rm', stack])
      spawnSync('docker', ['secret', 'rm', secret])
      await until('the stack is gone', containers, /^$/)
      spawnSync('docker', ['volume', 'rm', ...volumes().split('\n')])
      if (isOurs) spawnSync('docker', ['swarm', 'leave', '--force'])
    })
    docker(['secret', 'create', secret, '-'], randomBytes(24).toString('hex'))
    docker(['stack', 'deploy', '--resolve-image=never', '-c', 'deploy/campaign/stack.yml', stack])

    // One that begins before its queue is there is followed by another.
    const states = ['service', 'ps', '--format', '{{.CurrentState}} {{.Error}}']
    await until(
      'the dispatcher ends',
      () => docker([...states, `${stack}_dispatcher`]),
      /^Complete/,
    )
    t.match(docker(['service', 'logs', `${stack}_dispatcher`]), /[12] workers? at redis:\/\/queue/)
    const volume = ['-v', `${stack}_campaign:/lab`, '--entrypoint', 'cat', 'understudy:local']
    const seedsThere = docker(['run', '--rm', ...volume, '/lab/campaign/seeds.ndjson'])

    const here = await commandLine(folder, ['chaos', 'run', '--seeds', seeds, '--out', 'here'])
    t.equal(here.code, 0)
    const seedsHere = readFileSync(join(folder, 'here', 'seeds.ndjson'), 'utf8')
    const sorted = (text: string): readonly string[] => text.trimEnd().split('\n').sort()
    t.same(sorted(seedsThere), sorted(seedsHere), 'each seed once, with its trace hash')
  },
)
