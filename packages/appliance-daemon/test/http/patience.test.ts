import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import t from 'tap'
import { boundReading } from '../../src/http/patience.ts'

/** A request of which the test says when a minute has passed and how much has come. */
function reading(url: string) {
  const socket = { bytesRead: 100, destroy: () => undefined }
  const request = Object.assign(new EventEmitter(), { socket, url, headers: {} })
  const statuses: number[] = []
  const response = Object.assign(new EventEmitter(), {
    headersSent: false,
    writeHead(status: number) {
      statuses.push(status)
      return this
    },
    end: () => undefined,
  })
  let minute: (() => void) | undefined
  boundReading(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse,
    (tick) => {
      minute = tick
      return () => {
        minute = undefined
      }
    },
  )
  return {
    statuses,
    comes: (bytes: number) => {
      socket.bytesRead += bytes
    },
    minute: () => minute?.(),
    ends: () => request.emit('end'),
  }
}

t.test('UPD-04, BAK-01: a file may take longer than a minute, as long as more of it comes', (t) => {
  for (const url of ['/api/admin/v1/update-files', '/api/admin/v1/files?x=1']) {
    const file = reading(url)
    for (let i = 0; i < 5; i++) {
      file.comes(1)
      file.minute()
    }
    t.same(file.statuses, [])
    file.minute()
    t.same(file.statuses, [408], 'a minute of silence ends it')
  }
  t.end()
})

t.test('SEC-03: any other request has a minute to come in, and then it is over', (t) => {
  const slow = reading('/api/admin/v1/operations/status')
  slow.comes(1)
  slow.minute()
  t.same(slow.statuses, [408])
  const whole = reading('/api/admin/v1/operations/status')
  whole.ends()
  whole.minute()
  t.same(whole.statuses, [])
  t.end()
})
