import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'

/* The limit for bench/recordings: sends 1 GiB to whoever connects, by TLS 1.3 through ws. Whoever asks gets a line (bench/check-health). */
const folder = mkdtempSync(join(tmpdir(), 'understudy-raw-'))
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
execFileSync(
  'openssl',
  [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    key,
    '-out',
    cert,
    '-days',
    '1',
    '-subj',
    '/CN=localhost',
  ],
  { stdio: 'ignore' },
)
const server = createServer({
  key: readFileSync(key),
  cert: readFileSync(cert),
  minVersion: 'TLSv1.3',
  ciphers: 'TLS_AES_128_GCM_SHA256',
})
rmSync(folder, { recursive: true })
const frame = Buffer.alloc(1024 * 1024, 7)
const frames = 1_024

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => {
  let sent = 0
  const more = (): void => {
    if (sent++ < frames) socket.send(frame, more)
    else socket.close()
  }
  for (let ahead = 0; ahead < 4; ahead++) more()
})
server.on('request', (_request, response) => {
  response.writeHead(200, { Connection: 'close' }).end('OK\n')
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
