import type { EventBody } from '@understudy/shared'
import t from 'tap'
import { buildReport } from '../src/index.ts'
import { minute, Tape } from './tape.ts'

const established = (relationship: string): EventBody => ({
  name: 'relationship-established',
  relationship,
  peer: 'b',
  role: 'primary',
  epoch: 1,
})

const broken = (relationship: string): EventBody => ({
  name: 'relationship-broken',
  relationship,
  reason: 'operator',
  peerTold: true,
})

const synced = (digestsAgree: boolean): EventBody => ({
  name: 'sync-finished',
  trigger: 'operator',
  recordsReceived: 1,
  recordsSent: 0,
  bytesReceived: 1,
  blobsReceived: 0,
  digestsAgree,
  durationMs: 1,
})

const exposureMs = (tape: Tape): number =>
  buildReport(tape.end().events, { wallTimeMs: 1 }).exposureMs

/** A lab that took a minute to become redundant before it was ready. */
function redundantLab(): Tape {
  const tape = new Tape().start('r', 'A rehearsal').wait(minute)
  return tape.tell('a', established('r1')).tell('b', synced(true)).ready('3.2.4', '11.1.0')
}

t.test('REH-05: exposure runs from the break to the sync that proves both sides equal', (t) => {
  const tape = redundantLab().wait(minute)
  tape.tell('b', broken('r1')).wait(90 * minute)
  tape.tell('b', established('r2')).wait(2 * minute)
  tape.tell('a', synced(true)).wait(minute)
  t.equal(exposureMs(tape), 92 * minute)
  t.end()
})

t.test('REH-05: a sync whose digests differ gives no redundancy', (t) => {
  const tape = new Tape().start('r', 'A rehearsal').ready('3.2.4', '11.1.0')
  tape.tell('a', established('r1')).wait(minute)
  tape.tell('b', synced(false)).wait(minute)
  tape.tell('b', synced(true)).wait(minute)
  t.equal(exposureMs(tape), 2 * minute)
  t.end()
})

t.test('REH-05: both sides telling of one relationship begin it once, also after its sync', (t) => {
  const tape = redundantLab().wait(minute)
  tape.tell('b', established('r1')).wait(minute)
  t.equal(exposureMs(tape), 0)
  t.end()
})

t.test('REH-05: news of an older break does not end the relationship of today', (t) => {
  const tape = redundantLab().wait(minute)
  tape.tell('a', broken('r1')).wait(minute)
  tape.tell('a', established('r2')).tell('b', synced(true)).wait(minute)
  tape.tell('b', broken('r1')).wait(minute)
  t.equal(exposureMs(tape), minute)
  t.end()
})

t.test('REH-05: without any relationship all of the rehearsal is exposed', (t) => {
  const tape = new Tape().start('r', 'A rehearsal').wait(minute).ready('3.2.4', '11.1.0')
  t.equal(exposureMs(tape.wait(7 * minute)), 7 * minute)
  t.end()
})

t.test('REH-05: with the power of one of the two the redundancy is gone, until a sync', (t) => {
  const tape = redundantLab().tell('b', established('r1')).wait(minute)
  tape.tell('network', { name: 'power-lost', appliance: 'c' }).wait(minute)
  tape.tell('network', { name: 'power-lost', appliance: 'b' }).wait(5 * minute)
  tape.tell('network', { name: 'power-back', appliance: 'b' }).wait(minute)
  tape.tell('b', synced(true)).wait(minute)
  t.equal(exposureMs(tape), 6 * minute)
  t.end()
})

t.test(
  'REH-05: a relationship is no redundancy for a site that leads to a third appliance',
  (t) => {
    const tape = redundantLab().tell('b', established('r1')).wait(minute)
    const leads = (owner: string): EventBody => ({
      name: 'traffic-owner',
      address: '192.0.2.100',
      owner,
      others: [],
    })
    tape.tell('network', leads('a')).wait(minute)
    tape.tell('network', leads('c')).wait(7 * minute)
    tape.tell('network', leads('b')).wait(minute)
    t.equal(exposureMs(tape), 7 * minute)
    t.end()
  },
)
