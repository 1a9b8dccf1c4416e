import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { LabChannel } from '@understudy/lab-channel'
import type { Test } from 'tap'
import type { TestLab } from './lab.ts'

export interface EchoAppliance {
  readonly channel: LabChannel
  readonly server: Server
}

/** An appliance that greets every connection with its name and sends back what it gets. */
export async function startEcho(t: Test, lab: TestLab, name: 'a' | 'b'): Promise<EchoAppliance> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', () => undefined)
    socket.write(name)
    socket.pipe(socket)
    t.teardown(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  return { channel: await lab.join({ name, kind: 'appliance', port }), server }
}

/** Dials a host of the lab through that participant's door. */
export async function dial(t: Test, channel: LabChannel, host: string): Promise<Socket> {
  const port = channel.doorTo(host)
  if (port === undefined) throw new Error(`no door to ${host}`)
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  socket.on('error', () => undefined)
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** The next bytes of the socket, as text. */
export async function nextText(socket: Socket): Promise<string> {
  const [chunk] = (await once(socket, 'data')) as [Buffer]
  return chunk.toString()
}

/** How a socket ends: `reset`, or `end` for a clean one. */
export function endingOf(socket: Socket): Promise<string> {
  socket.resume()
  return new Promise((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    socket.once('end', () => resolve('end'))
  })
}

/** Resolves when the hub has handled all that this channel said before. */
export async function settled(channel: LabChannel): Promise<void> {
  await channel.command('network', { kind: 'start-clients', input: {} })
}
