import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createAuthority, issueCertificate } from '@understudy/certificates'
import { refusal, refused } from '@understudy/shared'
import t, { type Test } from 'tap'
import { ControlDoor, type ControlRequests } from '../../src/containers/control-door.ts'
import { ControlClient } from '../../src/remote/control-client.ts'
import { controlName, controlPaths } from '../../src/remote/control-paths.ts'
import {
  encodeControlToken,
  fingerprintOf,
  parseControlToken,
} from '../../src/remote/control-token.ts'
import type { RehearsalAsked } from '../../src/remote/lab-told.ts'
import { rehearseRemotely } from '../../src/remote/rehearse-remotely.ts'
import { commandLine } from '../support/command-line.ts'

const secret = 'a-secret-for-tests-alone'
const now = new Date()
const authority = createAuthority('Understudy lab test', now)
const fingerprint = fingerprintOf(authority.certificatePem)

/** A door with a lab behind it that says what was asked of it. */
async function openDoor(t: Test, requests: Partial<ControlRequests> = {}): Promise<string> {
  const door = new ControlDoor(
    {
      ...issueCertificate(authority, [controlName, 'localhost', '127.0.0.1'], now),
      authorityPem: authority.certificatePem,
      secret,
    },
    {
      health: (question) => question === 'hub',
      lab: () => ({ format: 'understudy-control-1', name: 'test' }),
      operation: async (...asked) => ({ ok: true, value: asked }),
      upload: async () => ({ ok: true, value: 'file' }),
      uploadPackage: async () => ({ ok: true, value: {} }),
      download: async () => ({ ok: true, value: {} }),
      command: async (...asked) => ({ ok: true, value: asked }),
      rehearse: async () => undefined,
      stopRehearsal: () => undefined,
      ...requests,
    },
  )
  t.teardown(() => door.stop())
  const { port } = await door.listen(0, '127.0.0.1')
  return `https://127.0.0.1:${port}`
}

t.test(
  'LAB-02: an operation goes through the control door, and its answer comes back',
  async (t) => {
    const client = await ControlClient.open(await openDoor(t), { fingerprint, secret })
    t.teardown(() => client.close())
    const said = await client.ask(controlPaths.operation('a', 'sync-now'), { x: 1 }, 5_000)
    t.same(said, { ok: true, value: ['a', 'sync-now', { x: 1 }, 5_000] })
  },
)

t.test(
  'LAB-02, BAK-01: files pass the control door as they are, and a refusal instead',
  async (t) => {
    const held = new Map<string, Buffer>()
    const url = await openDoor(t, {
      upload: async (appliance, content) => {
        held.set(`${appliance}/f-1`, Buffer.concat(await content.toArray()))
        return { ok: true, value: 'f-1' }
      },
      uploadPackage: async (appliance, content) => ({
        ok: true,
        value: { appliance, bytes: Buffer.concat(await content.toArray()).length },
      }),
      download: async (appliance, file, sink) => {
        const bytes = held.get(`${appliance}/${file}`)
        if (bytes === undefined) return refused(refusal('no-such-file', { appliance, found: file }))
        await pipeline(Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]), sink)
        return { ok: true, value: {} }
      },
    })
    const client = await ControlClient.open(url, { fingerprint, secret })
    t.teardown(() => client.close())
    const whole = Buffer.alloc(5 * 1024 * 1024, 'a file of five mebibytes ')
    const parts = Readable.from([whole.subarray(0, 1_000), whole.subarray(1_000)])
    t.same(await client.upload(controlPaths.files('a'), parts, 5_000), { ok: true, value: 'f-1' })
    t.same(await client.upload(controlPaths.packages('b'), Readable.from([whole]), 5_000), {
      ok: true,
      value: { appliance: 'b', bytes: whole.length },
    })
    const got = new PassThrough()
    const read = got.toArray()
    t.equal(await client.download(controlPaths.file('a', 'f-1'), got, 5_000), null)
    t.ok(Buffer.concat(await read).equals(whole))
    t.match(await client.download(controlPaths.file('b', 'f-1'), new PassThrough(), 5_000), {
      ok: false,
      refusal: { code: 'no-such-file' },
    })
  },
)

t.test(
  'SEC-01: without the token the door says whether the lab is well and whose it is, and does nothing',
  async (t) => {
    const never = async (): Promise<void> => void t.fail('nothing is asked of the lab')
    const url = await openDoor(t, {
      lab: never,
      operation: never,
      upload: never,
      uploadPackage: never,
      download: async () => {
        t.fail('nothing is asked of the lab')
        return { ok: true, value: {} }
      },
      command: never,
      rehearse: never,
      stopRehearsal: never,
    })
    const stranger = await ControlClient.open(url, { fingerprint, secret: 'another-secret-0000' })
    t.teardown(() => stranger.close())
    for (const path of [
      controlPaths.lab,
      controlPaths.operation('a', 'status'),
      controlPaths.command('network'),
      controlPaths.files('a'),
      controlPaths.file('a', 'x'),
      controlPaths.rehearsals,
      controlPaths.stopRehearsal,
      '/other',
    ])
      for (const body of [undefined, {}])
        await t.rejects(stranger.ask(path, body), /answered 401: expected the token/, path)
    t.equal(stranger.certificate, authority.certificatePem)
    const answer = await stranger.stream(controlPaths.health, undefined, 5_000)
    t.equal(answer.statusCode, 200)
    answer.resume()
    await t.rejects(stranger.ask(controlPaths.labHealth), /answered 503/, 'it does not run yet')
  },
)

t.test('SEC-01: another authority than the one that the token names gets no secret', async (t) => {
  const url = await openDoor(t)
  const other = fingerprintOf(createAuthority('Understudy lab other', now).certificatePem)
  await t.rejects(ControlClient.open(url, { fingerprint: other, secret }), {
    message: `${url} is not the control door that the token is for`,
  })
})

t.test('SEC-01: an appliance of the lab cannot stand in for its control door', async (t) => {
  const appliance = issueCertificate(authority, ['a.support.example.com', '127.0.0.1'], now)
  const options = { ...appliance, authorityPem: authority.certificatePem, secret }
  const door = new ControlDoor(options, {
    health: () => true,
    lab: () => ({}),
    operation: async () => ({}),
    upload: async () => ({}),
    uploadPackage: async () => ({}),
    download: async () => ({ ok: true, value: {} }),
    command: async () => ({}),
    rehearse: async () => undefined,
    stopRehearsal: () => undefined,
  })
  t.teardown(() => door.stop())
  const { port } = await door.listen(0, '127.0.0.1')
  const url = `https://127.0.0.1:${port}`
  const client = await ControlClient.open(url, { fingerprint, secret })
  t.teardown(() => client.close())
  await t.rejects(client.ask(controlPaths.lab), /cannot be reached: .*altnames/)
})

t.test('LAB-02: a rehearsal that whoever asked for it leaves is told so', async (t) => {
  let left = (): void => {}
  const isLeft = new Promise<void>((resolve) => {
    left = resolve
  })
  const url = await openDoor(t, {
    rehearse: (_asked, tell, onGone) => {
      tell({ event: { name: 'rehearsal-started' } })
      onGone(left)
      return new Promise(() => undefined)
    },
  })
  const client = await ControlClient.open(url, { fingerprint, secret })
  t.teardown(() => client.close())
  const stream = await client.stream(controlPaths.rehearsals, {}, null)
  stream.on('error', () => undefined).once('data', () => stream.destroy())
  await isLeft
  t.pass('the lab knows')
})

t.test('LAB-02: what steps of a rehearsal downloaded comes with its events', async (t) => {
  const runbook = { runbook: 'r', title: 'R', guide: '', windows: [] }
  const asked = { runbook, file: {}, seed: '1' } as unknown as RehearsalAsked
  const event = { name: 'rehearsal-ended' }
  const url = await openDoor(t, {
    rehearse: async (_asked, tell) => {
      tell({ event })
      tell({ kept: 'jump-clients-1.jump-clients.csv', text: 'name;date' })
      tell({ kept: '../elsewhere', text: 'leads out of the folder' })
      tell({ wallTimeMs: 7 })
    },
  })
  const door = await ControlClient.open(url, { fingerprint, secret })
  const ignore = (): void => undefined
  const { events, kept, wallTimeMs } = await rehearseRemotely({ door }, asked, ignore, () => ignore)
  t.same([events, wallTimeMs], [[event], 7])
  t.same([...kept], [['jump-clients-1.jump-clients.csv', 'name;date']], 'SEC-03: in its folder')
})

t.test('SEC-01: a token has both parts, or it is none', (t) => {
  const token = encodeControlToken({ fingerprint, secret })
  t.same(parseControlToken(`${token}\n`), { fingerprint, secret })
  for (const text of ['', secret, `${fingerprint}.`, `${fingerprint}.short`, `x${token}`])
    t.equal(parseControlToken(text), undefined, text)
  t.end()
})

t.test('LAB-02: --at wants https and a token that is on no command line', async (t) => {
  for (const name of ['UNDERSTUDY_TOKEN', 'UNDERSTUDY_TOKEN_FILE']) delete process.env[name]
  const folder = t.testdir({ token: 'nonsense' })
  const plain = await commandLine(folder, ['status', '--at', 'http://127.0.0.1:1'])
  t.match(plain, { code: 3, err: /option --at expects https:/ })
  const without = await commandLine(folder, ['status', '--at', 'https://127.0.0.1:1'])
  t.match(without, { code: 3, err: /option --at needs a token: --token-file FILE/ })
  const at = ['--at', 'https://127.0.0.1:1', '--token-file', 'token']
  t.match(await commandLine(folder, ['do', 'a', 'status', ...at]), {
    code: 3,
    err: /holds no token/,
  })
  const both = await commandLine(folder, ['swing', 'b', ...at, '--name', 'x'])
  t.match(both, { code: 3, err: /either --at or --name/ })
  const virtual = ['rehearse', 'asynchronous', '--world', 'virtual', ...at]
  t.match(await commandLine(folder, virtual), { code: 3, err: /--at is for the real world/ })
})
