import { EventEmitter } from 'node:events'
import t from 'tap'
import { type CountedSocket, Passages } from '../../src/idle/passages.ts'

const still = { bytesRead: 0, bytesWritten: 0, readableEnded: false, writableFinished: false }
const ports = { localPort: 40_000, remotePort: 7_000 }

function socketOf(is: Partial<CountedSocket> = {}) {
  return Object.assign(new EventEmitter(), { ...still, ...ports, connecting: false }, is)
}

const nothing = { doors: [], closed: [] }

t.test('DESIGN 5: what has passed on a connection is told once, and its end', (t) => {
  const passages = new Passages()
  const socket = socketOf()
  passages.watch(socket)
  const count = { near: 40_000, far: 7_000, read: 0, written: 0, ended: false, sawEnd: false }
  t.same(passages.changes(), { doors: [count], closed: [] }, 'a new one is told as it is')
  t.same(passages.changes(), nothing)
  Object.assign(socket, { bytesRead: 5, bytesWritten: 7 })
  t.same(passages.changes(), { doors: [{ ...count, read: 5, written: 7 }], closed: [] })
  socket.emit('close')
  t.same(passages.changes(), { doors: [], closed: [{ near: 40_000, far: 7_000 }] })
  t.same(passages.changes(), nothing)
  t.end()
})

t.test(
  'DESIGN 5: of TLS the bytes of the connection count, and the ends of what goes over it',
  (t) => {
    const passages = new Passages()
    const socket = socketOf({ connecting: true })
    passages.watch(socket)
    t.same(passages.changes(), nothing, 'it is still being dialled, and is work until then')
    Object.assign(socket, { connecting: false })
    socket.emit('connect')
    passages.carry({ ...ports, readableEnded: true, writableFinished: true })
    t.match(passages.changes(), { doors: [{ ended: true, sawEnd: true }] })
    t.end()
  },
)
