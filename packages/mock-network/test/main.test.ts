import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { bundleOr, joinLab } from '@understudy/lab-channel'
import type { NetworkCommand, NetworkStatus } from '@understudy/shared'
import t, { type Test } from 'tap'
import { network, startsAtMs, token } from './support/lab.ts'

const program = bundleOr('network', () => import.meta.resolve('../src/main.js'))

t.test('LAB-01: the process says when it is ready and ends when its lifeline does', async (t) => {
  const folder = t.testdir({ token: `${token}\n` })
  const configFile = join(folder, 'network.json')
  const config = {
    hubPort: 0,
    tokenFile: join(folder, 'token'),
    lab: { network: { ...network, latencyMs: 1 }, clock: 'skip', startsAtMs, name: 'unneeded' },
    participants: ['clients'],
    lifeline: true,
  }
  writeFileSync(configFile, JSON.stringify(config))
  const child = spawn(process.execPath, [program, configFile])
  t.teardown(() => child.kill('SIGKILL'))
  let log = ''
  child.stderr.on('data', (chunk) => {
    log += chunk
  })
  const [line] = await once(child.stdout, 'data')
  const ready = JSON.parse(String(line))
  t.equal(ready.ready, true)
  const channel = await joinLab({ hubPort: ready.hubPort, token, name: 'clients', kind: 'clients' })
  const lost = new Promise<void>((resolve) => channel.onLost(resolve))
  child.stdin.end()
  t.same(await once(child, 'exit'), [0, null])
  await lost
  channel.close()
  t.match(log, '"participant":"clients"')
  t.notOk(log.includes(token), 'the token is in no log')
})

t.test(
  'LAB-01: on a full disk the log is lost, and the process goes on',
  { skip: existsSync('/dev/full') ? false : 'there is no /dev/full' },
  async (t) => {
    const folder = t.testdir({ token })
    const configFile = join(folder, 'network.json')
    const lab = { network, clock: 'skip', startsAtMs }
    const tokenFile = join(folder, 'token')
    const config = { hubPort: 0, tokenFile, lab, participants: [], lifeline: true }
    writeFileSync(configFile, JSON.stringify(config))
    const full = openSync('/dev/full', 'w')
    t.teardown(() => closeSync(full))
    const child = spawn(process.execPath, [program, configFile], { stdio: ['pipe', 'pipe', full] })
    t.teardown(() => child.kill('SIGKILL'))
    const [line] = await once(child.stdout as Readable, 'data')
    const { hubPort } = JSON.parse(String(line))
    // Who joins is logged.
    const channel = await joinLab({ hubPort, token, name: 'test', kind: 'observer' })
    const said = await channel.command('network', { kind: 'network-status', input: {} })
    t.equal(said.ok, true)
    channel.close()
    child.stdin?.end()
    t.same(await once(child, 'exit'), [0, null])
  },
)

t.test('LAB-01: a killed network goes on with all that it has answered', async (t) => {
  const folder = t.testdir({ token })
  const configFile = join(folder, 'network.json')
  const lab = { network: { ...network, swing: 'dns' }, clock: 'skip', startsAtMs }
  const stateFile = join(folder, 'state.json')
  const tokenFile = join(folder, 'token')
  const config = { hubPort: 0, tokenFile, stateFile, lab, participants: [], lifeline: true }
  writeFileSync(configFile, JSON.stringify(config))
  const asked = async (command: NetworkCommand) => {
    const child = spawn(process.execPath, [program, configFile], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    t.teardown(() => child.kill('SIGKILL'))
    const [line] = await once(child.stdout, 'data')
    const { hubPort } = JSON.parse(String(line))
    const channel = await joinLab({ hubPort, token, name: 'test', kind: 'observer' })
    const result = await channel.command('network', command)
    child.kill('SIGKILL')
    await once(child, 'exit')
    channel.close()
    return result
  }
  const name = network.siteHostname
  const record = { name, address: '192.0.2.12', ttlSeconds: 7 }
  t.match(await asked({ kind: 'set-record', input: record }), { ok: true })
  t.match(await asked({ kind: 'set-nat-rule', input: { address: '192.0.2.12' } }), { ok: true })
  const result = await asked({ kind: 'network-status', input: {} })
  t.match(result, {
    value: { zone: { serial: 2 }, natRules: [{ port: 443, address: '192.0.2.12' }] },
  })
  const { zone } = (result as { value: NetworkStatus }).value
  t.same(
    zone.records.filter((one) => one.name === name),
    [{ name, type: 'A', address: '192.0.2.12', ttlMs: 7_000 }],
  )
  t.equal(statSync(stateFile).mode & 0o777, 0o600)
})

interface Ended {
  readonly code: number | null
  readonly said: string
}

async function ended(args: readonly string[], main = program): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args])
  const said = text(child.stderr)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: await said }
}

async function takenPort(t: Test): Promise<number> {
  const squatter = createServer().listen(0, '127.0.0.1')
  t.teardown(() => squatter.close())
  await once(squatter, 'listening')
  return (squatter.address() as AddressInfo).port
}

t.test(
  'LAB-01: a start that cannot be says why in one sentence and by its exit code',
  async (t) => {
    const folder = t.testdir({ token, short: 'hush', 'bad.key': 'hush', broken: '{' })
    const lab = { network, clock: 'skip', startsAtMs }
    const good = {
      hubPort: 0,
      tokenFile: join(folder, 'token'),
      lab,
      participants: [],
      lifeline: true,
    }
    const failure = (changed: object): Promise<Ended> => {
      const configFile = join(folder, 'network.json')
      writeFileSync(configFile, JSON.stringify({ ...good, ...changed }))
      return ended([configFile])
    }
    t.match(await ended([]), {
      code: 3,
      said: 'error: Expected one argument, the configuration file (JSON), found none.\n',
    })
    t.match(await ended([join(folder, 'none')]), { code: 3, said: /^error: .*none cannot be read/ })
    t.match(await ended([join(folder, 'broken')]), {
      code: 3,
      said: /^error: .*broken is not JSON/,
    })
    t.match(await failure({ hubPort: -1 }), {
      code: 3,
      said: /network\.json: \/hubPort: expected >= 0, found -1\.\n$/,
    })
    t.match(await failure({ lab: { ...lab, network: {} } }), {
      code: 3,
      said: /\/lab\/network\/siteHostname: expected a value, found nothing\.\n$/,
    })
    t.match(await failure({ tokenFile: join(folder, 'none') }), {
      code: 3,
      said: /^error: The lab's token .*none cannot be read: ENOENT/,
    })
    for (const [field, file, expected] of [
      ['tokenFile', 'short', 'expected 16 characters or more, found 4.'],
      ['tsigKeyFile', 'bad.key', 'expected a key of hmac-sha256'],
      ['stateFile', 'token', 'is not JSON'],
    ] as const) {
      const { code, said } = await failure({ [field]: join(folder, file) })
      t.equal(code, 3, file)
      t.match(said, expected)
      t.notMatch(said, /hush/, 'SEC-01: what is in the file stays there')
    }
    const port = await takenPort(t)
    t.match(await failure({ hubPort: port }), {
      code: 1,
      said: `error: Port ${port} of 127.0.0.1 cannot be listened on: it is in use.\n`,
    })
    const ports = { control: port }
    t.match(await failure({ lab: { ...lab, network: { ...network, ports } } }), {
      code: 1,
      said: `error: The lab's control door cannot have port ${port}: `,
    })
  },
)

t.test('NET-10: the Toxiproxy API by itself tells what is wrong by its exit code', async (t) => {
  const main = bundleOr('toxiproxy', () => import.meta.resolve('../src/toxiproxy/main.js'))
  const folder = t.testdir({ 'broken.json': '[{}]' })
  const port = await takenPort(t)
  const good = { host: '127.0.0.1', port: 0, seed: 's', hasMetrics: false }
  const failure = (changed: object): Promise<Ended> =>
    ended([JSON.stringify({ ...good, ...changed })], main)
  const taken = { name: 'p', listen: `127.0.0.1:${port}`, upstream: '127.0.0.1:9' }
  writeFileSync(join(folder, 'taken.json'), JSON.stringify([taken]))
  t.match(await ended([], main), { code: 3, said: /^Expected one argument, the configuration/ })
  t.match(await failure({ seed: 7 }), { code: 3, said: 'config: /seed: expected string, found 7' })
  t.match(await failure({ port }), {
    code: 1,
    said: `Port ${port} of 127.0.0.1 cannot be listened`,
  })
  for (const [file, code] of [
    ['none.json', 3],
    ['broken.json', 3],
    ['taken.json', 1],
  ] as const) {
    const said = `The proxies of ${join(folder, file)} cannot be made: `
    t.match(await failure({ populationFile: join(folder, file) }), { code, said }, file)
  }
})
