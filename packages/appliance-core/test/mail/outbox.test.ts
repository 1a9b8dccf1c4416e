import type { MailOutcome } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import type { OutputOf } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

const minuteMs = 60_000
const failed = (reason = 'no answer', isFinal = false): MailOutcome => ({
  ok: false,
  reason,
  isFinal,
})

/** The ids of what the carrier was given to send, in order. */
const sent = (one: OneAppliance): readonly string[] =>
  one.effects.flatMap((e) => (e.kind === 'send-mail' ? [e.id] : []))

const events = (one: OneAppliance, name: string): number =>
  one.effects.filter((e) => e.kind === 'record' && e.event.name === name).length

function show(one: OneAppliance): OutputOf<'show-email'> {
  const shown = one.invoke<OutputOf<'show-email'>>('show-email')
  if (!shown.ok) throw new Error(shown.refusal.message)
  return shown.value
}

const setUp = (one: OneAppliance, more: object = {}) =>
  one.invoke('set-email', { recipients: ['admin@example.com'], test: true, ...more })

const done = (one: OneAppliance, id: string | undefined, outcome: MailOutcome = { ok: true }) =>
  one.give({ kind: 'mail-done', id: id ?? '', outcome })

t.test(
  'WEB-03: Email Configuration: the test mail goes to all recipients by the relay that was set',
  async (t) => {
    const one = new OneAppliance()
    t.same(show(one), { settings: null, waiting: [], trouble: null })
    t.match(setUp(one), { ok: true, value: { relay: 'mail.example.com', port: 25 } })
    t.match(
      one.effects.find((e) => e.kind === 'send-mail'),
      {
        relay: 'mail.example.com',
        mail: {
          from: 'alerts@support.example.com',
          to: ['admin@example.com'],
          subject: '[support.example.com] a: test email',
        },
      },
    )
    t.match(show(one), { waiting: [{ subject: /test email/, attempts: 1 }] })
    done(one, sent(one)[0])
    t.match(show(one).waiting, { length: 0 })
    one.invoke('set-email', { recipients: [], test: true })
    t.equal(sent(one).length, 1, 'without recipients nobody is told')
  },
)

t.test(
  'SYN-06: a mail that waits is on disk: it outlives the process, and leaves when the relay took it',
  async (t) => {
    const store = openStore(':memory:')
    const first = new OneAppliance({}, '11.1.0', store)
    setUp(first)
    const [id] = sent(first)
    const second = new OneAppliance({}, '11.1.0', store)
    t.same(sent(second), [id], 'the same mail, under the same id')
    done(second, id)
    t.same(sent(new OneAppliance({}, '11.1.0', store)), [])
  },
)

t.test(
  'NET-12: a relay that is silent or refuses is tried again, ever later, and one mail at a time',
  async (t) => {
    const one = new OneAppliance()
    setUp(one)
    setUp(one)
    t.equal(sent(one).length, 1, 'the second mail waits behind the first')
    one.pass(minuteMs)
    t.match(show(one), { trouble: /did not answer/, waiting: [{ attempts: 1 }, { attempts: 0 }] })
    one.pass(minuteMs - 1)
    t.equal(sent(one).length, 1, 'not at once')
    one.pass(1)
    t.equal(sent(one).length, 2)
    done(one, sent(one)[1], failed())
    one.pass(2 * minuteMs)
    t.equal(sent(one).length, 3)
    t.equal(events(one, 'mail-waits'), 1, 'told once')
    done(one, sent(one)[2])
    t.equal(sent(one).length, 4, 'and goes as soon as that is taken')
    t.not(sent(one)[3], sent(one)[2])
    done(one, sent(one)[2], failed())
    t.match(show(one), { trouble: null }, 'a late word on an earlier one changes nothing')
  },
)

t.test('NET-12: an answer that comes after its time still counts', async (t) => {
  const one = new OneAppliance()
  setUp(one)
  one.pass(minuteMs)
  done(one, sent(one)[0])
  t.same(show(one).waiting, [])
  one.pass(10 * minuteMs)
  t.equal(sent(one).length, 1)
})

t.test('NET-12: waiting is bounded in number and in time', async (t) => {
  const one = new OneAppliance()
  setUp(one)
  for (let i = 0; i < 104; i++) setUp(one)
  t.equal(show(one).waiting.length, 100)
  t.equal(events(one, 'mail-given-up'), 5, 'the oldest give way')
  one.pass(4 * 86_400_000 + 3_600_000)
  t.match(show(one).waiting, { length: 0 }, 'and after four days nobody waits any more')
  t.equal(events(one, 'mail-given-up'), 105)
})

t.test('NET-12: a mail that the relay will never take does not hold up the others', async (t) => {
  const one = new OneAppliance()
  setUp(one)
  setUp(one)
  done(one, sent(one)[0], failed('550 no such user', true))
  t.equal(events(one, 'mail-given-up'), 1)
  t.equal(sent(one).length, 2)
  t.match(show(one).waiting, { length: 1 })
})

t.test('WEB-03: another relay is tried at once with what waits', async (t) => {
  const one = new OneAppliance()
  setUp(one)
  done(one, sent(one)[0], failed())
  one.invoke('set-email', { relay: 'smtp.example.net', port: 2525 })
  t.match(one.effects.filter((e) => e.kind === 'send-mail').at(-1), {
    relay: 'smtp.example.net',
    port: 2525,
  })
})
