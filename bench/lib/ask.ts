import { connect } from 'node:tls'

/** Who answers on a fresh connection; null = nobody within that time: a person's client would try again. */
export async function ask(port: number, ca: string, timeoutMs = 20): Promise<string | null> {
  const socket = connect({ host: '127.0.0.1', port, servername: 'support.example.com', ca })
  socket.on('error', () => undefined)
  socket.setTimeout(timeoutMs, () => socket.destroy())
  socket.on('secureConnect', () =>
    socket.write('GET / HTTP/1.1\r\nHost: support.example.com\r\nConnection: close\r\n\r\n'),
  )
  let text = ''
  socket.on('data', (part: Buffer) => {
    text += part.toString('latin1')
  })
  await new Promise((go) => socket.once('close', go))
  await new Promise((go) => setTimeout(go, 2))
  if (!text.startsWith('HTTP/1.1 200')) return null
  return /simulated appliance (\w+)/.exec(text)?.[1] ?? null
}
