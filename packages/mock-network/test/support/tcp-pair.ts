import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type OnReadOpts, type Socket } from 'node:net'
import type { Test } from 'tap'

/** Both ends of a TCP connection; `near` accepted it and is paused, `far` may read by `onread`. */
export async function tcpPair(
  t: Test,
  onread?: OnReadOpts,
): Promise<{ near: Socket; far: Socket }> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepted = once(server, 'connection')
  const { port } = server.address() as AddressInfo
  const address = { port, host: '127.0.0.1', ...(onread && { onread }) }
  const far = connect({ ...address, noDelay: true, allowHalfOpen: true })
  await once(far, 'connect')
  const [near] = (await accepted) as [Socket]
  server.close()
  for (const socket of [near, far]) {
    socket.on('error', () => undefined)
    t.teardown(() => socket.destroy())
  }
  return { near, far }
}
