import { spawn, spawnSync } from 'node:child_process'
import { connect } from 'node:tls'
import t from 'tap'
import { WebSocket } from 'ws'
import { startDaemon } from '../../src/daemon.ts'
import { linkIdentity, stretchKey } from '../../src/link/link-keys.ts'
import { ask, invoke } from '../support/admin.ts'
import { preSharedKey, standaloneConfig } from '../support/config.ts'

const program = 'openssl'
const hasOpenssl = spawnSync(program, ['version']).status === 0

/** `openssl s_client` with a key, asking for a WebSocket path; what it printed and its exit code. */
function openssl(
  port: number,
  key: Buffer,
  identity: string,
  request: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, [
    's_client',
    ...['-connect', `127.0.0.1:${port}`, '-tls1_3', '-ign_eof'],
    ...['-psk', key.toString('hex'), '-psk_identity', identity],
  ])
  child.stdin.end(request)
  child.stdin.on('error', () => undefined)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      output += piece.toString()
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}

/** The status of an attempt to open a WebSocket by certificate, 101 = it opened. */
function upgradeStatus(port: number, path: string): Promise<number> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}${path}`, { rejectUnauthorized: false })
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.terminate()
      resolve(101)
    })
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
  })
}

t.test('FO-02: one port: the key for a peer, the certificate for everybody else', async (t) => {
  const dataDir = t.testdir()
  const daemon = await startDaemon(standaloneConfig('a', dataDir), (error) => {
    throw error
  })
  t.teardown(() => daemon.close())
  const { port } = daemon
  const set = await invoke(port, dataDir, 'set-pre-shared-key', { key: preSharedKey })
  t.equal(set.status, 200)
  const key = await stretchKey(preSharedKey, 'support.example.com')

  await t.test('a browser gets the certificate, and the link is forbidden to it', async (t) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    t.equal(socket.getProtocol(), 'TLSv1.3')
    t.match(socket.getPeerCertificate().subjectaltname, /DNS:support\.example\.com/)
    socket.destroy()
    const portal = await ask(port, 'GET', '/')
    t.equal(portal.headers['x-understudy-appliance'], 'a')
    t.equal(await upgradeStatus(port, '/link'), 403)
    t.equal(await upgradeStatus(port, '/channel'), 101)
    t.equal(await upgradeStatus(port, '/elsewhere'), 404)
  })

  await t.test(
    'openssl s_client',
    { skip: !hasOpenssl && 'openssl is not installed' },
    async (t) => {
      const upgrade = (path: string): string =>
        `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`
      const plain = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
      const right = await openssl(port, key, linkIdentity, plain)
      t.match(right.output, /Reused, TLSv1\.3, Cipher is TLS_AES_128_GCM_SHA256/)
      t.match(right.output, /HTTP\/1\.1 200 OK/)
      t.notMatch(right.output, /BEGIN CERTIFICATE/)
      t.match((await openssl(port, key, linkIdentity, upgrade('/channel'))).output, /403 Forbidden/)

      const wrongKey = await stretchKey('some other key, also long', 'support.example.com')
      const wrong = await openssl(port, wrongKey, linkIdentity, plain)
      t.not(wrong.code, 0)
      t.match(wrong.output, /alert/)
      t.notMatch(wrong.output, /HTTP\/1\.1/)

      const stranger = await openssl(port, wrongKey, 'Client_identity', upgrade('/link'))
      t.match(stranger.output, /BEGIN CERTIFICATE/)
      t.match(stranger.output, /403 Forbidden/)
    },
  )
})
