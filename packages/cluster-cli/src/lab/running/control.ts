import { connect, createServer, type Socket } from 'node:net'
import { loopback, sameSecret } from '@understudy/lab-channel'
import { LabError } from '../lab-error.ts'
import { SupervisorSilent } from './supervisor-silent.ts'

/** What a lab's supervisor can be asked: whether it is alive, to end the lab, to bring a process back. */
export type Request = 'ping' | 'stop' | `restart ${string}`

type Word = 'ping' | 'stop' | 'restart'
const words: readonly string[] = ['ping', 'stop', 'restart'] satisfies readonly Word[]
const wordOf = (request: Request): Word => request.split(' ')[0] as Word

export interface ControlServer {
  readonly port: number
  readonly close: () => void
}

const requestBytesMax = 1_024

/**
 * Takes requests on loopback from anybody who knows the lab's token. Only an answer here proves that a lab's record is
 * current, since its process id may belong to something else by now.
 */
export function serveControl(
  token: string,
  handle: (request: Request) => Promise<string | undefined>,
): Promise<ControlServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    void requestOf(socket, token).then(async (request) => {
      if (request === undefined) return socket.destroy()
      const objection = await handle(request)
      socket.end(objection === undefined ? 'done\n' : `refused ${JSON.stringify(objection)}\n`)
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

/** How long an answer may take, in real time. Each process of a lab has ten seconds to end; the network is last. */
const answerMs = { ping: 5_000, stop: 40_000, restart: 90_000 } as const satisfies Record<
  Word,
  number
>

/**
 * Asks the supervisor and waits until it is done. False if nobody who knows the token is there; rejects with
 * SupervisorSilent if somebody is there but does not answer in time, with a LabError if it was refused.
 */
export function askSupervisor(
  port: number,
  token: string,
  request: Request,
  timeoutMs: number = answerMs[wordOf(request)],
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
      const refused = /^refused (".*")\n$/.exec(said)?.[1]
      if (refused !== undefined) reject(new LabError(JSON.parse(refused) as string))
      else resolve(said === 'done\n')
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
      const [given = '', word = '', ...rest] = said.trim().split(' ')
      const isKnown = words.includes(word) && rest.length === (word === 'restart' ? 1 : 0)
      const request = [word, ...rest].join(' ') as Request
      resolve(isKnown && sameSecret(given, token) ? request : undefined)
    })
  })
}
