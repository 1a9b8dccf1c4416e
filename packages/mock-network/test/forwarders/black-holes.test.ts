import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import t from 'tap'
import { RealTimers } from '../../src/clock/real-timers.ts'
import { BlackHoles } from '../../src/forwarders/black-holes.ts'
import { tcpPair } from '../support/tcp-pair.ts'

t.test(
  'NET-02: black-holed connections are bounded, the oldest is dropped; who gives up is forgotten',
  async (t) => {
    const holes = new BlackHoles(new RealTimers(), 2)
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) =>
      holes.hold(socket, 'a'),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.teardown(() => {
      holes.clear()
      server.close()
    })
    const { port } = server.address() as AddressInfo
    const open = async () => {
      const accepted = once(server, 'connection')
      const socket = connect({ port, host: '127.0.0.1' })
      await accepted
      t.teardown(() => socket.destroy())
      return socket
    }
    const first = await open()
    const second = await open()
    const dropped = once(first, 'close')
    first.resume()
    await open()
    await dropped
    t.equal(holes.size, 2)
    t.notOk(second.destroyed)
    second.destroy()
    while (holes.size > 1) await new Promise((resolve) => setImmediate(resolve))
    t.equal(holes.size, 1)
  },
)

t.test(
  'NET-02: one host that answers nobody does not cost those who wait for another',
  async (t) => {
    const holes = new BlackHoles(new RealTimers(), 4)
    t.teardown(() => holes.clear())
    const hold = async (host: string) => {
      const { near, far } = await tcpPair(t)
      holes.hold(near, host)
      return far
    }
    const other = await hold('b')
    const first = await hold('a')
    for (let i = 0; i < 2; i++) await hold('a')
    const dropped = once(first, 'end')
    first.resume()
    const [anotherOfA] = await Promise.all([hold('a'), dropped])
    t.notOk(other.readableEnded, 'though it waits for longest')
    t.notOk(anotherOfA.readableEnded)
    t.equal(holes.size, 4)
  },
)
