import { EventEmitter } from 'node:events'
import type { DoorCount } from '@understudy/shared'
import t from 'tap'
import { DoorLedger, type LedgerSocket } from '../../src/hub/door-ledger.ts'

/** The hub's end: it has sent 10 bytes and read 20. */
function hubEnd(is: Partial<LedgerSocket> = {}) {
  const even = { bytesWritten: 10, bytesRead: 20, readableEnded: false, writableFinished: false }
  const ports = { localPort: 7_000, remotePort: 40_000 }
  return Object.assign(new EventEmitter(), { ...even, ...ports, readableFlowing: true }, is)
}

const even = { near: 40_000, far: 7_000, read: 10, written: 20, ended: false, sawEnd: false }

function ledgerOf(socket: LedgerSocket, ...doors: readonly DoorCount[]): DoorLedger {
  const ledger = new DoorLedger()
  ledger.joined('a')
  ledger.opened('a', socket)
  ledger.told('a', { type: 'idle', seen: 1, nextAtMs: null, doors: [...doors] })
  return ledger
}

const agrees = (socket: LedgerSocket, ...doors: readonly DoorCount[]): boolean =>
  ledgerOf(socket, ...doors).agrees('a')

t.test(
  'DESIGN 5: both ends of each connection have the same counts, or something is between',
  (t) => {
    t.ok(agrees(hubEnd(), even))
    t.notOk(agrees(hubEnd(), { ...even, read: 9 }), 'a byte of ours has not got there')
    t.notOk(agrees(hubEnd(), { ...even, written: 21 }), 'a byte of theirs has not got here')
    t.notOk(agrees(hubEnd(), { ...even, ended: true }), 'their end has not got here')
    t.notOk(agrees(hubEnd({ writableFinished: true }), even), 'our end has not got there')
    t.ok(agrees(hubEnd({ readableEnded: true }), { ...even, ended: true }))
    t.end()
  },
)

t.test('DESIGN 5: what is known at one end alone is on its way to the other', (t) => {
  t.notOk(agrees(hubEnd()), 'they have not accepted ours yet')
  const ledger = ledgerOf(hubEnd(), even, { ...even, near: 40_001 })
  t.notOk(ledger.agrees('a'), 'we have not accepted theirs yet')
  const closed = [{ near: 40_001, far: 7_000 }]
  ledger.told('a', { type: 'idle', seen: 2, nextAtMs: null, doors: [], closed })
  t.ok(ledger.agrees('a'))
  const ours = hubEnd()
  const closing = ledgerOf(ours, even)
  ours.emit('close')
  t.notOk(closing.agrees('a'), 'they have not seen that it is closed')
  t.ok(agrees(hubEnd({ readableEnded: true })), 'their end is here, and they have forgotten it')
  t.end()
})

t.test('DESIGN 5: bytes that the network does not read hold no clock', (t) => {
  const unread = hubEnd({ readableFlowing: false })
  t.ok(agrees(unread, { ...even, written: 5_000, ended: true }), 'a path that is cut')
  t.ok(agrees(unread), 'who gave up at a black hole')
  t.notOk(agrees(unread, { ...even, read: 9 }), 'what the network has sent counts all the same')
  t.end()
})

t.test('DESIGN 5: who does not count is taken at their word, and who left is forgotten', (t) => {
  const ledger = new DoorLedger()
  ledger.joined('a')
  ledger.opened('a', hubEnd())
  ledger.told('a', { type: 'idle', seen: 1, nextAtMs: null })
  t.ok(ledger.agrees('a'))
  ledger.told('a', { type: 'idle', seen: 1, nextAtMs: null, doors: [] })
  t.notOk(ledger.agrees('a'))
  ledger.left('a')
  t.ok(ledger.agrees('a'))
  t.end()
})
