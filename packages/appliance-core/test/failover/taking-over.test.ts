import { timeouts } from '@understudy/shared'
import t from 'tap'
import { testAddress, timeoutMs, WatchingBackup } from '../support/watching-backup.ts'

t.test('FO-12: the test addresses answer, and the primary is silent: it takes over', async (t) => {
  const backup = new WatchingBackup('test-addresses')
  backup.one.pass(timeoutMs)
  t.equal(backup.pingCount, 1)
  backup.one.give({ kind: 'addresses-answered', reached: [testAddress] })
  t.match(backup.one.status(), { role: 'primary' })
})

t.test(
  'FO-12: a primary that is heard again before the test addresses answer stays primary',
  async (t) => {
    const backup = new WatchingBackup('test-addresses')
    backup.one.pass(timeoutMs)
    backup.hearPrimary()
    backup.one.give({ kind: 'addresses-answered', reached: [testAddress] })
    t.match(backup.one.status(), { role: 'backup', epoch: 1 })
    backup.one.pass(timeoutMs)
    t.equal(backup.pingCount, 2, 'and is watched from then on as before')
  },
)

t.test('FO-12: a vote makes primary by the epoch that was voted for', async (t) => {
  const backup = new WatchingBackup('witness')
  backup.answerCheck()
  backup.one.pass(timeoutMs)
  t.match(backup.paired.said('witness-ask'), [{ candidate: 2 }])
  backup.vote(2)
  t.match(backup.one.status(), { role: 'primary', epoch: 2 })
  t.notOk(wasWithheld(backup), 'and it is not said that it does not take over')
})

t.test('FO-12: test addresses that answer too late prove nothing any more', async (t) => {
  const backup = new WatchingBackup('test-addresses')
  backup.one.pass(timeoutMs + timeouts.pingMs)
  t.ok(wasWithheld(backup))
  backup.one.give({ kind: 'addresses-answered', reached: [testAddress] })
  t.match(backup.one.status(), { role: 'backup' })
})

t.test('FO-14: the epoch of a vote that is not used is spent all the same', async (t) => {
  const backup = new WatchingBackup('witness')
  backup.answerCheck()
  backup.one.pass(timeoutMs)
  backup.hearPrimary()
  backup.vote(2)
  t.match(backup.one.status(), { role: 'backup', epoch: 2 })
})

t.test(
  'FO-12: the witness is not asked before the primary knows that a witness decides',
  async (t) => {
    const backup = new WatchingBackup('witness')
    backup.one.pass(timeoutMs)
    t.strictSame(backup.paired.said('witness-ask'), [])
    t.match(backup.one.status(), {
      role: 'backup',
      failover: { withheld: /the primary does not know yet that a witness decides/ },
    })
  },
)

t.test(
  'FO-12: an answer to an older question does not show that the primary knows the settings',
  async (t) => {
    const backup = new WatchingBackup('witness')
    const changed = backup.one.invoke('set-backup-settings', { primaryTimeoutMs: timeoutMs / 2 })
    t.match(changed, { ok: true })
    const [first, second] = backup.paired.said('probe').flatMap((m) => {
      return m.type === 'probe' && m.check !== undefined ? [m.check] : []
    })
    t.ok((first ?? 0) < (second ?? 0), 'each change is told by a number of its own')
    backup.paired.say({ type: 'probe-answer', role: 'primary', vector: [], check: first ?? 0 })
    backup.one.pass(timeoutMs / 2)
    t.strictSame(backup.paired.said('witness-ask'), [])
  },
)

const wasWithheld = ({ one }: WatchingBackup): boolean =>
  one.effects.some((e) => e.kind === 'record' && e.event.name === 'failover-withheld')
