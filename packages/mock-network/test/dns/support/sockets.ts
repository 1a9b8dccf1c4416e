import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import pino from 'pino'
import type { Test } from 'tap'
import {
  DnsListener,
  type DnsListener as Listener,
} from '../../../src/dns/listener/dns-listener.ts'
import type { TcpListenerOptions } from '../../../src/dns/listener/tcp-listener.ts'
import { testAnswerer } from './lab-zone.ts'

export const silent = pino({ enabled: false })

/** A listener on a free port until the test's end. */
export async function listening(
  t: Test,
  options: TcpListenerOptions = {},
): Promise<{ port: number; listener: Listener }> {
  const answerer = testAnswerer()
  const listener = new DnsListener((packet, by) => answerer.answer(packet, by), silent, options)
  const port = await listener.start(0)
  t.teardown(() => listener.stop())
  return { port, listener }
}

/** The first answer by UDP. */
export async function askUdp(port: number, packet: Buffer): Promise<Buffer> {
  const socket = createSocket('udp4')
  socket.send(packet, port, '127.0.0.1')
  const [answer] = (await once(socket, 'message')) as [Buffer]
  socket.close()
  return answer
}

export const framed = (packet: Buffer): Buffer =>
  Buffer.concat([Buffer.of(packet.length >> 8, packet.length & 255), packet])

export async function connected(t: Test, port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** So many answers from a connection; throws when it ends before. */
export async function answersOf(socket: Socket, count: number): Promise<readonly Buffer[]> {
  const answers: Buffer[] = []
  let received = Buffer.alloc(0)
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk])
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0)
      answers.push(received.subarray(2, end))
      received = received.subarray(end)
    }
    if (answers.length >= count) return answers
  }
  throw new Error(`the connection ended after ${answers.length} of ${count} answers`)
}
