// A program in one namespace: `node station.js appliance NAME PORT`, or `node station.js client HEARTBEAT_MS`. What a
// client is to do comes on standard input, a JSON line each, and what happens goes out the same way.
const { createServer, connect } = require('node:net')
const { createInterface } = require('node:readline')

const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`)

/** Greets every connection with its name and sends back what it gets. */
function beAppliance([name, port]) {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined)
    socket.write(name)
    socket.pipe(socket)
  })
  server.listen(Number(port), '0.0.0.0', () => tell({ ready: true }))
}

/** Dials, sends, and tells what comes. The kernel's keepalive is its heartbeat. */
function beClient([heartbeatMs]) {
  const sockets = new Map()
  createInterface({ input: process.stdin }).on('line', (line) => {
    const { flow, dial, send } = JSON.parse(line)
    if (dial === undefined) {
      sockets.get(flow)?.write(send)
      return
    }
    const socket = connect({
      ...dial,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: Number(heartbeatMs),
    })
    socket.setEncoding('utf8')
    sockets.set(flow, socket)
    socket.on('data', (received) => tell({ flow, received }))
    socket.on('end', () => tell({ flow, ending: 'closed' }))
    socket.on('error', ({ code }) =>
      tell({ flow, ending: code === 'ETIMEDOUT' ? 'closed' : 'reset', code }),
    )
  })
  tell({ ready: true })
}

process.stdin.on('end', () => process.exit(0)).resume()
const [kind, ...rest] = process.argv.slice(2)
if (kind === 'appliance') beAppliance(rest)
else beClient(rest)
