import { timeouts } from '@understudy/shared'
import t from 'tap'
import { PairedAppliance } from '../support/paired-appliance.ts'
import { timeoutMs, WatchingBackup } from '../support/watching-backup.ts'

/** The process does nothing for that long, as after SIGSTOP; then what is due fires. */
function stopFor({ one }: PairedAppliance, ms: number): void {
  one.nowMs += ms
  one.pass(0)
}

t.test(
  'FO-15: a backup that was stopped does not take its own absence for silence of its primary',
  async (t) => {
    const backup = new WatchingBackup('test-addresses')
    backup.one.pass(timeoutMs / 2)
    stopFor(backup.paired, 2 * timeoutMs)
    t.equal(backup.pingCount, 0)
    backup.one.pass(timeoutMs - 1)
    t.equal(backup.pingCount, 0, 'the silence counts anew')
    backup.one.pass(1)
    t.equal(backup.pingCount, 1)
  },
)

t.test('FO-15: nor does it give the link up: what came meanwhile was not read yet', async (t) => {
  const backup = new WatchingBackup('test-addresses')
  stopFor(backup.paired, 60_000)
  t.match(backup.one.status(), { relationship: { link: 'up' } })
})

/** A primary that its backup watches, just back from a stop: it has asked who it is. */
function stoppedPrimary(): { paired: PairedAppliance; number: number } {
  const paired = PairedAppliance.primary()
  const watch = { timeoutMs }
  paired.say({ type: 'probe', role: 'backup', vector: [], watch })
  stopFor(paired, 2 * timeoutMs)
  const asked = paired.said('probe').at(-1)
  if (asked?.type !== 'probe' || asked.check === undefined) throw new Error('nobody was asked')
  return { paired, number: asked.check }
}

t.test(
  'FO-15: a primary that was stopped serves again by the answer to its question',
  async (t) => {
    const { paired, number } = stoppedPrimary()
    t.match(paired.one.status(), { role: 'primary', state: 'checking' })
    paired.say({ type: 'probe-answer', role: 'backup', vector: [], check: number })
    t.match(paired.one.status(), { role: 'primary', state: 'serving' })
  },
)

t.test(
  'FO-15: a primary that is stopped while it asks asks anew: its old patience says nothing',
  async (t) => {
    const { one, link } = stoppedPrimary().paired
    one.nowMs += timeouts.roleCheckMs + 5_000
    // Both were due during the stop, and wait one behind the other.
    one.give({ kind: 'timer', timer: 'pulse' })
    one.nowMs += 1
    one.give({ kind: 'timer', timer: 'role-check' })
    t.match(one.status(), { state: 'checking' })
    t.notOk(
      one.effects.some((e) => e.kind === 'close-link' && e.link === link),
      'on the link that it has',
    )
    one.pass(timeouts.roleCheckMs - 2)
    t.match(one.status(), { state: 'checking' })
    one.pass(2)
    t.match(one.status(), { state: 'serving' }, 'nobody could be asked')
  },
)

t.test(
  'FO-15: a primary in doubt leaves a link without an answer, and asks on a new one',
  async (t) => {
    const { paired } = stoppedPrimary()
    const { one, link } = paired
    one.pass(timeouts.peerAnswerMs - 1)
    t.notOk(one.effects.some((e) => e.kind === 'close-link' && e.link === link))
    one.pass(1)
    t.ok(one.effects.some((e) => e.kind === 'close-link' && e.link === link))
    const second = paired.dialed()
    one.give({ kind: 'link-up', link: second, side: 'dialed' })
    const { relationship } = paired
    const hello = { ...paired.identity('primary', 3), relationship, vector: [] }
    paired.say({ type: 'hello', ...hello }, second)
    one.pass(timeouts.roleCheckMs)
    t.match(one.status(), { state: 'checking', relationship: { conflict: true } }, 'it has a rival')
  },
)

t.test('FO-15: who was stopped beside a rival serves nobody when nobody answers', async (t) => {
  const { paired } = stoppedPrimary()
  paired.say({ type: 'probe', role: 'primary', vector: [], epoch: 3 })
  stopFor(paired, 2 * timeoutMs)
  paired.one.pass(2 * timeouts.roleCheckMs)
  t.match(paired.one.status(), { state: 'checking', relationship: { conflict: true } })
})

t.test('FO-15: the word of a peer that is primary too lets nobody serve', async (t) => {
  const { paired, number } = stoppedPrimary()
  paired.say({ type: 'probe-answer', role: 'primary', vector: [], check: number })
  t.match(paired.one.status(), { state: 'checking', relationship: { conflict: true } })
})

t.test('FO-15: a primary that serves asks nobody on a new link whether it may', async (t) => {
  const paired = PairedAppliance.primary()
  paired.say({ type: 'probe', role: 'backup', vector: [], watch: { timeoutMs } })
  paired.relink('backup')
  t.strictSame(questionsOf(paired), [])
})

t.test(
  'FO-15: a right to serve that is over is asked for at once on a new link, by a number that counts',
  async (t) => {
    const paired = PairedAppliance.primary()
    const { one } = paired
    const watch = { timeoutMs, witness: { host: 'witness.example.com', port: 443 } }
    paired.say({ type: 'probe', role: 'backup', vector: [], watch })
    one.pass(timeoutMs)
    t.match(one.status(), { state: 'checking' })
    paired.relink('backup')
    one.pass(0)
    paired.say({
      type: 'probe-answer',
      role: 'backup',
      vector: [],
      check: questionsOf(paired).at(-1) ?? 0,
    })
    t.match(one.status(), { state: 'serving' })
  },
)

t.test('NET-12: a primary leaves a witness that does not answer, and none before', async (t) => {
  const paired = PairedAppliance.primary()
  const { one } = paired
  const watch = { timeoutMs, witness: { host: 'witness.example.com', port: 443 } }
  paired.say({ type: 'probe', role: 'backup', vector: [], watch })
  const witness = paired.dialed()
  one.give({ kind: 'link-up', link: witness, side: 'dialed' })
  const isLeft = () => one.effects.some((e) => e.kind === 'close-link' && e.link === witness)
  one.pass((timeoutMs * 3) / 4 - 1)
  t.ok(paired.said('witness-renew').length > 1)
  t.notOk(isLeft())
  one.pass(timeoutMs / 2)
  t.ok(isLeft())
})

/** The numbers of the questions that were asked on the link that there is now. */
const questionsOf = ({ one, link }: PairedAppliance): readonly number[] =>
  one.effects.flatMap((e) =>
    e.kind === 'send' && e.link === link && e.message.type === 'probe' && e.message.check
      ? [e.message.check]
      : [],
  )

t.test('FO-15: an answer that bears another number proves nothing', async (t) => {
  const { paired, number } = stoppedPrimary()
  paired.say({ type: 'probe-answer', role: 'backup', vector: [], check: number - 1 })
  t.match(paired.one.status(), { state: 'checking' }, 'it was sent before the stop')
  paired.say({ type: 'probe-answer', role: 'backup', vector: [], check: number + 1 })
  t.match(paired.one.status(), { state: 'checking' }, 'nor one that was never asked')
})

t.test(
  'FO-15: the time of a right to serve counts from the question, not the answer',
  async (t) => {
    const paired = PairedAppliance.primary()
    const { one } = paired
    const watch = { timeoutMs, witness: { host: 'witness.example.com', port: 443 } }
    paired.say({ type: 'probe', role: 'backup', vector: [], watch })
    one.pass(1)
    const asked = paired.said('probe').at(-1)
    const check = asked?.type === 'probe' ? asked.check : undefined
    one.pass((timeoutMs * 3) / 4 - 2)
    paired.say({ type: 'probe-answer', role: 'backup', vector: [], ...(check && { check }) })
    t.match(one.status(), { state: 'serving' })
    one.pass(10)
    t.match(one.status(), { state: 'checking' }, 'the late answer has gained nothing')
  },
)
