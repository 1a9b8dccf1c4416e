import t from 'tap'
import { IncomingFrames } from '../src/incoming-frames.ts'

const upgrade = { type: 'upgrade', version: '12.2.0', sizeBytes: 100 }

t.test('CLI-03: a client is told of its update when all of its bytes have come', (t) => {
  const frames = new IncomingFrames()
  t.equal(frames.onText(JSON.stringify(upgrade)), 'nothing')
  t.equal(frames.onBytes(64), 'nothing')
  t.same(frames.onText('{"type":"checked-in"}'), { type: 'checked-in' }, 'others go on')
  t.equal(frames.onBytes(35), 'nothing')
  t.same(frames.onBytes(1), upgrade)
  t.equal(frames.onBytes(1), 'unexpected', 'it is over')
  t.same(frames.onText('{"type":"upgrade","version":"1","sizeBytes":0}'), {
    ...upgrade,
    version: '1',
    sizeBytes: 0,
  })
  t.end()
})

t.test('SEC-03: a field that only a newer client knows is no reason to hang up', (t) => {
  const newer = { type: 'come-back', afterMs: 1, reason: 'connection-rate', place: 7 }
  t.same(new IncomingFrames().onText(JSON.stringify(newer)), newer)
  t.end()
})

t.test('SEC-03: frames that have no place here are told apart from messages', (t) => {
  const frames = new IncomingFrames()
  t.equal(frames.onBytes(1), 'unexpected', 'bytes of nothing')
  for (const text of [
    '',
    '{',
    'null',
    '{"type":"hello"}',
    '{"type":"upgrade","version":"1","sizeBytes":-1}',
    '{"type":"upgrade","version":"1","sizeBytes":1.5}',
    '{"type":"come-back","afterMs":1e99,"reason":"connection-rate"}',
    '{"type":"come-back","afterMs":1,"reason":"whatever"}',
    '{"type":"refused","code":"whatever","message":"no"}',
    '{"type":"__proto__"}',
  ])
    t.equal(frames.onText(text), 'unexpected', text)
  t.equal(frames.onText(JSON.stringify(upgrade)), 'nothing')
  t.equal(frames.onText(JSON.stringify(upgrade)), 'unexpected', 'two at once')
  t.equal(frames.onBytes(101), 'unexpected', 'more than announced')
  t.end()
})
