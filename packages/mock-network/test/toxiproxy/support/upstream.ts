import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'

export interface Upstream {
  readonly address: string
  /** The next connection that comes. */
  accepted(): Promise<Socket>
}

/** A server that does to each connection what it is told. */
export async function startUpstream(
  t: Test,
  serve: (socket: Socket) => void = (socket) => socket.pipe(socket),
): Promise<Upstream> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    serve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted: async () => (await once(server, 'connection'))[0] as Socket,
  }
}

/** A connection to a port of this machine. */
export async function dial(t: Test, port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  socket.on('error', () => undefined)
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** How it ended and what it brought. */
export interface Received {
  readonly bytes: number
  readonly ending: 'end' | 'reset'
  /** On the monotonic clock. */
  readonly endedAtMs: number
  readonly chunks: number
}

/** Reads to the end. */
export function receive(socket: Socket): Promise<Received> {
  let bytes = 0
  let chunks = 0
  let ending: 'end' | 'reset' = 'end'
  return new Promise((resolve) => {
    socket.on('data', (chunk) => {
      bytes += chunk.length
      chunks++
    })
    socket.on('error', () => {
      ending = 'reset'
    })
    socket.on('close', () => resolve({ bytes, chunks, ending, endedAtMs: performance.now() }))
    socket.resume()
  })
}

/** Resolves when so many bytes have come, with them. */
export function receiveBytes(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let got = Buffer.alloc(0)
    const take = (chunk: Buffer): void => {
      got = Buffer.concat([got, chunk])
      if (got.length < count) return
      socket.off('data', take)
      resolve(got)
    }
    socket.on('data', take)
  })
}
