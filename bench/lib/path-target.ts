import { createServer, type Socket } from 'node:net'
import { joinLab } from '@understudy/lab-channel'

/*
 * The far end for bench/path: `node path-target.js <hubPort> <token>` joins a lab as appliance a. A
 * connection whose first byte is `e` gets everything back, one whose first byte is `s` gets bytes without end.
 */
const [hubPort, token] = process.argv.slice(2)
const piece = Buffer.alloc(1024 * 1024, 7)

function pour(socket: Socket): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  }
  socket.on('drain', more)
  more()
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined)
  socket.once('data', (first: Buffer) => {
    if (first[0] === 's'.charCodeAt(0)) pour(socket)
    else {
      if (first.length > 1) socket.write(first.subarray(1))
      socket.on('data', (bytes) => socket.write(bytes))
    }
  })
})
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as { port: number }
  const options = { hubPort: Number(hubPort), token: String(token), port }
  const channel = await joinLab({ ...options, name: 'a', kind: 'appliance' })
  channel.claim('192.0.2.11', 1)
  process.stdout.write(`${JSON.stringify({ port })}\n`)
})
