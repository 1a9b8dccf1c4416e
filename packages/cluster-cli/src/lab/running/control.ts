import { connect, createServer, type Socket } from 'node:net'
import { loopback, sameSecret } from '@understudy/lab-channel'
import { SupervisorSilent } from './supervisor-silent.ts'

/** What a lab's supervisor can be asked: whether it lives, and to end the lab. */
export type Request = 'ping' | 'stop'

export interface ControlServer {
  readonly port: number
  readonly close: () => void
}

const requestBytesMax = 1_024

/**
 * Takes requests on loopback from whoever knows the lab's token: a record of a lab is only as good
 * as the answer here, for its process id may be somebody else's by now.
 */
export function serveControl(
  token: string,
  handle: (request: Request) => Promise<void>,
): Promise<ControlServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    void requestOf(socket, token).then(async (request) => {
      if (request === undefined) return socket.destroy()
      await handle(request)
      socket.end('done\n')
    })
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, loopback.host, () => {
      const { port } = server.address() as { port: number }
      const close = (): void => {
        server.close()
        server.unref()
        for (const socket of sockets) socket.unref()
      }
      resolve({ port, close })
    })
  })
}

/** How long an answer may take, in real time. Each process of a lab has ten seconds to end; the network is the last. */
const answerMs = { ping: 5_000, stop: 40_000 } as const satisfies Record<Request, number>

/**
 * Asks the supervisor and waits until it has done it. False when nobody who knows the token is there; rejects with
 * SupervisorSilent when there is somebody, and no answer in time.
 */
export function askSupervisor(
  port: number,
  token: string,
  request: Request,
  timeoutMs: number = answerMs[request],
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => {
      reject(new SupervisorSilent(timeoutMs))
      socket.destroy()
    }, timeoutMs)
    const socket = connect(port, loopback.host, () => socket.write(`${token} ${request}\n`))
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1')
      if (said.length > requestBytesMax) socket.destroy()
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(said === 'done\n')
    })
  })
}

function requestOf(socket: Socket, token: string): Promise<Request | undefined> {
  return new Promise((resolve) => {
    let said = ''
    socket.on('close', () => resolve(undefined))
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1')
      if (said.length > requestBytesMax) resolve(undefined)
      if (!said.includes('\n')) return
      const [given = '', request = ''] = said.trim().split(' ')
      const known = request === 'ping' || request === 'stop'
      resolve(known && sameSecret(given, token) ? request : undefined)
    })
  })
}
