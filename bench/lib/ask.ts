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

/**
 * Resolves when that one answers: a fresh connection is tried every few milliseconds, and the earlier ones still wait, so that a
 * handshake that a busy machine draws out does not count as a gap.
 */
export function untilAnswers(
  port: number,
  ca: string,
  who: string,
  { everyMs = 15, withinMs = 60_000 } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUpAt = performance.now() + withinMs
    const timer = setInterval(() => {
      if (performance.now() > giveUpAt) {
        clearInterval(timer)
        reject(new Error(`${who} has not answered within ${withinMs} ms`))
      }
      void ask(port, ca, 500).then((answered) => {
        if (answered !== who) return
        clearInterval(timer)
        resolve()
      })
    }, everyMs)
  })
}
