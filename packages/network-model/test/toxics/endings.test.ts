import t from 'tap'
import { ChainLog, toxic } from '../support/chain-log.ts'

t.test('NET-10: slow_close holds the end for its delay and nothing else', (t) => {
  const log = new ChainLog([toxic('slow_close', { delay: 500 })])
  log.push(10).until(20).end().until(2_000)
  t.same(log.lines, [
    [0, 'bytes 10'],
    [520, 'end'],
  ])
  t.end()
})

t.test('NET-10: a change of slow_close begins the delay anew, its removal ends it', (t) => {
  const changed = new ChainLog([toxic('slow_close', { delay: 500 })]).end().until(400)
  changed.change(toxic('slow_close', { delay: 300 })).until(2_000)
  t.same(changed.lines, [[700, 'end']])
  const removed = new ChainLog([toxic('slow_close', { delay: 500 })]).end().until(400).change()
  t.same(removed.lines, [[400, 'end']])
  t.end()
})

t.test('NET-10: timeout throws all away and closes when nothing has come for so long', (t) => {
  const log = new ChainLog([toxic('timeout', { timeout: 100 })])
  log.push(10).until(60).push(20).until(1_000)
  t.same(log.lines, [
    [0, 'drop 10'],
    [60, 'drop 20'],
    [160, 'close'],
  ])
  t.same(new ChainLog([toxic('timeout', { timeout: 100 })]).until(1_000).lines, [[100, 'close']])
  t.end()
})

t.test('NET-10: timeout 0 never closes, its removal does, and the end passes', (t) => {
  const log = new ChainLog([toxic('timeout', { timeout: 0 })]).push(10).until(9_999_999)
  t.same(log.lines, [[0, 'drop 10']])
  t.same(log.change().lines.slice(1), [[9_999_999, 'close']])
  const ended = new ChainLog([toxic('timeout', { timeout: 0 })]).push(10).end()
  t.same(ended.lines, [
    [0, 'drop 10'],
    [0, 'end'],
  ])
  t.end()
})

t.test('NET-10: a timeout behind a latency drops each byte at its turn', (t) => {
  const log = new ChainLog([toxic('latency', { latency: 100 })]).push(7).until(50)
  log.change(toxic('latency', { latency: 100 }), toxic('timeout', { timeout: 0 }))
  log.push(8).until(500)
  t.same(log.lines, [
    [50, 'drop 7'],
    [150, 'drop 8'],
  ])
  t.end()
})

t.test('NET-10: reset_peer waits after the first bytes and resets; nothing stops it then', (t) => {
  const log = new ChainLog([toxic('reset_peer', { timeout: 30 })]).until(5).push(10).until(20)
  log.change().push(20).until(100)
  t.same(log.lines, [
    [35, 'drop 10'],
    [35, 'reset'],
  ])
  const quiet = new ChainLog([toxic('reset_peer')]).until(1_000)
  t.same(quiet.lines, [], 'nothing before the first byte')
  t.same(quiet.end().lines, [[1_000, 'reset']], 'an end does as well')
  t.end()
})

t.test('NET-10: a connection older than reset_peer is closed, but a fault resets it', (t) => {
  const closed = new ChainLog([]).change(toxic('reset_peer')).push(1)
  t.same(closed.lines.at(-1), [0, 'close'])
  const reset = new ChainLog([])
    .change(toxic('reset_peer', {}, { fault: 'rst', seed: 's' }))
    .push(1)
  t.same(reset.lines.at(-1), [0, 'reset'])
  t.end()
})

t.test(
  'NET-10: limit_data lets exactly so many bytes pass and closes as soon as they have',
  (t) => {
    const log = new ChainLog([toxic('limit_data', { bytes: 100 })]).push(60).push(60).push(5).end()
    t.same(log.lines, [
      [0, 'bytes 60'],
      [0, 'bytes 40'],
      [0, 'drop 20'],
      [0, 'close'],
    ])
    t.same(new ChainLog([toxic('limit_data', { bytes: 60 })]).push(60).lines.at(-1), [0, 'close'])
    t.same(new ChainLog([toxic('limit_data', { bytes: 0 })]).push(3).lines, [
      [0, 'drop 3'],
      [0, 'close'],
    ])
    t.end()
  },
)

t.test('NET-10: limit_data counts on when it is changed', (t) => {
  const log = new ChainLog([toxic('limit_data', { bytes: 100 })]).push(60)
  log.change(toxic('limit_data', { bytes: 70 })).push(60)
  t.equal(log.passedBytes, 70)
  t.end()
})
