import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { commandLine } from '../support/command-line.ts'

const run = promisify(execFile)
const url = `https://127.0.0.1:${process.env['UNDERSTUDY_PORT'] ?? '8470'}`
const project = 'understudy-test'

/** Why the test cannot be run here; `scripts/containers` sees to all of it. */
function missing(): string | false {
  if (process.env['UNDERSTUDY_CONTAINERS'] !== '1')
    return 'containers are tested by scripts/containers'
  if (spawnSync('docker', ['info']).status !== 0) return 'no Docker engine answers'
  return spawnSync('docker-compose', ['version']).status === 0
    ? false
    : 'there is no docker-compose'
}

function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'docker-compose.yml'))) folder = dirname(folder)
  return folder
}

const cwd = projectFolder()
const options = { cwd, maxBuffer: 64 * 1024 * 1024 }

const compose = async (...args: readonly string[]): Promise<string> =>
  (await run('docker-compose', ['-p', project, ...args], options)).stdout

const docker = async (...args: readonly string[]): Promise<string> =>
  (await run('docker', args, options)).stdout

const containerOf = (service: string): string => `${project}_${service}_1`

/** Asks until that holds; the engine and the machine set the pace. */
async function until(
  what: string,
  holds: () => Promise<boolean>,
  withinMs = 240_000,
): Promise<void> {
  const giveUpMs = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > giveUpMs) throw new Error(`${what}: not within ${withinMs / 1_000} s`)
    await setTimeout(500)
  }
}

const isHealthy = async (service: string): Promise<boolean> =>
  (await docker('inspect', '-f', '{{.State.Health.Status}}', containerOf(service))).trim() ===
  'healthy'

t.test(
  'LAB-02: a lab in containers, from its image to nothing left',
  { skip: missing() },
  async (t) => {
    const folder = t.testdir()
    const tokenFile = join(folder, 'token')
    const understudy = async (...args: readonly string[]) => {
      const command = [join(cwd, 'packages/cluster-cli/bin/understudy.js'), ...args]
      const at = ['--at', url, '--token-file', tokenFile]
      return await run(process.execPath, [...command, ...at], { ...options, cwd: folder }).then(
        ({ stdout }) => ({ code: 0, out: stdout }),
        (error: { code: number; stdout: string; stderr: string }) => ({
          code: error.code,
          out: `${error.stdout}${error.stderr}`,
        }),
      )
    }
    t.teardown(() => compose('down', '-v', '--remove-orphans'))
    const beganMs = Date.now()
    await compose('up', '-d', '--no-build')
    await until('the lab runs', () => isHealthy('clients'))
    t.comment(`established, synced, clients at work after ${Date.now() - beganMs} ms`)
    const token = await compose('exec', '-T', 'network', 'cat', '/lab/control-token')
    writeFileSync(tokenFile, token, { mode: 0o600 })

    const status = await understudy('status')
    t.match(status, { code: 0, out: /role +primary[\s\S]+role +backup[\s\S]+leads to a/ })
    t.match(await understudy('do', 'b', 'sync-now'), { code: 0 })

    await until('the console is served', () => isHealthy('console'))
    await seeConsole(t, (await understudy('console', '--print')).out.trim())

    const out = join(folder, 'out')
    const rehearsed = await understudy('rehearse', 'asynchronous', '--out', out, ...small)
    t.match(rehearsed, { code: 0, out: /PASSED/ }, 'rehearsed')
    t.match(await commandLine(folder, ['verify', out]), { code: 0 }, 'its figures agree')
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
      readonly labTimeMs: number
      readonly wallTimeMs: number
    }
    t.ok(existsSync(join(out, 'jump-clients-1.jump-clients.csv')), 'with what steps downloaded')
    t.ok(report.labTimeMs > 10 * report.wallTimeMs, 'lab time has skipped what is idle')

    await until('the console is back', () => isHealthy('console'))
    await until('the lab runs again', async () => (await understudy('status')).code === 0)
    await compose('kill', 'a')
    t.match(await understudy('do', 'a', 'status'), { code: 1, out: /peer-unreachable/ }, 'killed')
    await compose('start', 'a')
    await until('a is back', async () => (await understudy('do', 'a', 'status')).code === 0)
    t.match((await understudy('do', 'a', 'status')).out, /"role": "primary"/, 'with its data')

    await compose('pause', 'b')
    t.match(await understudy('status'), { code: 1, out: /b: .*no answer in time/ }, 'paused')
    await compose('unpause', 'b')
    await until('b is back', async () => (await understudy('do', 'b', 'status')).code === 0)

    await compose('down', '-v')
    const left = await docker('ps', '-aq', '--filter', `name=${project}`)
    t.equal(left.trim(), '', 'no container is left')
    const volumes = await docker('volume', 'ls', '-q', '--filter', `name=${project}`)
    t.equal(volumes.trim(), '', 'no volume is left')
  },
)

/** Who has the address sees the lab, and does what the command line does; nobody else is let in (LAB-03). */
async function seeConsole(t: Test, address: string): Promise<void> {
  const { origin, hash } = new URL(address)
  const ask = (name: string, token: string, body: object) =>
    fetch(`${origin}/api/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${token}` },
    })
  const token = hash.slice(1)
  t.match(await (await fetch(origin)).text(), /<script src="[/]console.js"/, 'its page')
  const status = { who: 'a', operation: 'status', input: {} }
  t.equal((await ask('operate', 'another', status)).status, 401)
  t.match(await (await ask('operate', token, status)).json(), {
    ok: true,
    value: { role: 'primary' },
  })
  const stream = await fetch(`${origin}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const decoder = new TextDecoder()
  let said = ''
  for await (const part of stream.body ?? []) {
    said += decoder.decode(part as Uint8Array, { stream: true })
    if (/"role":"backup"/.test(said)) break
  }
  t.match(said, /support\.example\.com/, 'the live lab')
}

/** A small lab: what is tested is the containers. */
const small = [
  'data.sessions=200',
  'data.recordings=2',
  'clients.representatives=3',
  'clients.sessionEveryMs=60000',
].flatMap((setting) => ['--set', setting])
