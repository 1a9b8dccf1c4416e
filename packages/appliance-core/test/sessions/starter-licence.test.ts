import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

t.test('CLI-06: under a starter licence nobody records, or opens a command shell', async (t) => {
  for (const starter of [true, false]) {
    const one = new OneAppliance({ starter })
    const rep = one.hello('console', 'ana')
    const customer = one.hello('customer', 'c')
    one.say(customer, { type: 'request-session', externalKey: 'x', customer: 'c', issue: '' })
    const joined = one.told(rep).at(-1)
    const lsid = joined?.type === 'session-joined' ? joined.lsid : ''
    one.say(rep, { type: 'recording', lsid, blob: { name: 'e'.repeat(64), sizeBytes: 10 } })
    const recording = one.told(rep).at(-1)
    const shell = 'Command Shell Session Started'
    one.say(rep, { type: 'session-event', lsid, event: shell, body: '' })
    const event = one.told(rep).at(-1)
    one.say(rep, { type: 'session-event', lsid, event: 'Chat Message', body: 'hello' })
    one.say(rep, { type: 'end-session', lsid })
    const stored = JSON.stringify(one.store.sessions.page(0, 10))
    t.match(stored, /Chat Message/)
    t.equal(stored.includes(shell), !starter)
    t.equal(one.status().sessions.recordings, starter ? 0 : 1)
    if (!starter) continue
    t.match(recording, { type: 'refused', code: 'no-recording-licence' })
    t.match(event, { type: 'refused', code: 'no-command-shell-licence' })
  }
})
