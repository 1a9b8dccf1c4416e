import type { PostOutcome } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import { formFields, type OutputOf } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const url = 'http://events.example.com/hook?key=secret-of-the-hook'
const failed: PostOutcome = { ok: false, reason: 'it answered HTTP 500' }

const setUp = (one: OneAppliance, more: object = {}) =>
  one.invoke<object>('set-event-recipient', { name: 'tickets', url, ...more })

/** What the carrier was given to send, in order. */
const posts = (one: OneAppliance) =>
  one.effects.flatMap((e) =>
    e.kind === 'post-event' ? [{ ...e, fields: formFields(e.body) }] : [],
  )

const told = (one: OneAppliance) =>
  one.effects.flatMap(({ ...e }) =>
    e.kind === 'record' && e.event.name.startsWith('outbound-event-') ? [e.event] : [],
  )

const done = (one: OneAppliance, id = posts(one).at(-1)?.id, outcome: PostOutcome = { ok: true }) =>
  one.give({ kind: 'event-posted', id: id ?? '', outcome })

function list(one: OneAppliance): OutputOf<'list-event-recipients'>['recipients'] {
  const listed = one.invoke<OutputOf<'list-event-recipients'>>('list-event-recipients')
  if (!listed.ok) throw new Error(listed.refusal.message)
  return listed.value.recipients
}

/** A session begins with the only representative; how it is ended. */
function begin(one: OneAppliance, externalKey = 'x'): () => void {
  if (!one.effects.some((e) => e.kind === 'send-client')) one.hello('console', 'ana')
  const customer = one.hello('customer', 'c')
  one.say(customer, { type: 'request-session', externalKey, customer: 'João', issue: '' })
  const joined = one.told(customer).at(-1)
  const lsid = joined?.type === 'session-joined' ? joined.lsid : ''
  return () => one.say(customer, { type: 'end-session', lsid })
}

t.test('API-06: a session is told in the product’s form and in its order, one at a time', (t) => {
  const one = new OneAppliance()
  setUp(one)
  const end = begin(one)
  end()
  t.equal(posts(one).length, 1, 'the second waits for the first')
  for (let i = 0; i < 6; i++) done(one)
  const all = posts(one)
  t.same(
    all.map(({ fields: { event, type } }) => [event, type].join(' ').trim()),
    [
      'support_conference_begin',
      'support_conference_member_added customer',
      'support_conference_member_added representative',
      'support_conference_member_departed customer',
      'support_conference_member_departed representative',
      'support_conference_end',
    ],
  )
  t.match(all[0], {
    url,
    fields: {
      version: '1.6.0',
      timestamp: '1351980000',
      appliance_id: 'a'.repeat(32),
      lsid: /^[0-9a-f]{32}$/,
      external_key: 'x',
    },
  })
  t.match(all[1]?.fields, { name: 'João' })
  t.match(all[2]?.fields, { username: 'ana', display_name: 'ana', user_id: /^[0-9]+$/ })
  t.match(list(one), [{ waiting: 0, trouble: null }])
  t.notMatch(JSON.stringify(told(one)), 'secret-of-the-hook', 'addresses are in no log (SEC-01)')
  t.end()
})

t.test('API-06: surveys are told, and recipients get what they are set to', (t) => {
  const one = new OneAppliance()
  setUp(one, { events: ['support_conference_customer_exit_survey_completed'] })
  setUp(one, { name: 'off', enabled: false })
  const rep = one.hello('console', 'ana')
  const customer = one.hello('customer', 'c')
  one.say(customer, { type: 'request-session', externalKey: 'x', customer: 'c', issue: '' })
  const joined = one.told(rep).at(-1)
  const lsid = joined?.type === 'session-joined' ? joined.lsid : ''
  one.say(rep, { type: 'session-event', lsid, event: 'Customer Exit Survey', body: '5' })
  t.same(
    posts(one).map(({ id, fields }) => [id, fields['event']]),
    [['tickets/1', 'support_conference_customer_exit_survey_completed']],
  )
  t.end()
})

t.test('SYN-06: what waits is on disk: it outlives the process with the same bytes', (t) => {
  const store = openStore(':memory:')
  const first = new OneAppliance({}, '11.1.0', store)
  setUp(first)
  begin(first)
  const [{ body } = { body: '' }] = posts(first)
  const second = new OneAppliance({}, '11.1.0', store)
  t.match(posts(second), [{ id: 'tickets/1', body }])
  for (let i = 0; i < 6; i++) done(second)
  t.equal(
    posts(second).at(-1)?.fields['event'],
    'support_conference_end',
    'the session that the crash has cut ends there too (CLI-07)',
  )
  t.same(posts(new OneAppliance({}, '11.1.0', store)), [])
  t.end()
})

t.test('NET-12: what is not answered with 200 is tried again, ever later, in its order', (t) => {
  const one = new OneAppliance()
  setUp(one)
  begin(one)
  done(one, 'tickets/1', failed)
  t.match(list(one), [{ waiting: 3, trouble: 'it answered HTTP 500' }])
  one.pass(minuteMs - 1)
  t.equal(posts(one).length, 1, 'not at once')
  one.pass(1)
  t.same(
    posts(one).map(({ id }) => id),
    ['tickets/1', 'tickets/1'],
  )
  one.pass(30_000)
  t.match(list(one), [{ trouble: 'no answer within 30000 ms' }])
  one.pass(2 * minuteMs)
  t.equal(posts(one).length, 3)
  t.equal(told(one).filter(({ name }) => name === 'outbound-event-waits').length, 1, 'told once')
  done(one)
  t.equal(posts(one).at(-1)?.id, 'tickets/2', 'the next goes as soon as that is taken')
  done(one, 'tickets/1', failed)
  t.match(list(one), [{ waiting: 2, trouble: null }], 'a late word on an earlier one is nothing')
  t.end()
})

t.test('NET-12: an answer that comes after its time still counts', (t) => {
  const one = new OneAppliance()
  setUp(one, { events: ['support_conference_begin'] })
  begin(one)
  one.pass(31_000)
  done(one, 'tickets/1')
  one.pass(hourMs)
  t.equal(posts(one).length, 1)
  t.match(list(one), [{ waiting: 0 }])
  t.end()
})

t.test('API-06: waiting is bounded in time and in number, and what is dropped is told', (t) => {
  const one = new OneAppliance()
  setUp(one, { retryDurationMs: hourMs, events: ['support_conference_begin'] })
  begin(one)()
  one.pass(50 * minuteMs)
  begin(one, 'y')()
  t.match(list(one), [{ waiting: 2 }], 'an hour is not over')
  one.pass(30 * minuteMs)
  t.match(list(one), [{ waiting: 1 }])
  t.match(
    told(one).filter(({ name }) => name === 'outbound-event-dropped'),
    [{ recipient: 'tickets', number: 1, event: 'support_conference_begin', reason: /no answer/ }],
  )
  for (let i = 0; i < 1_004; i++) begin(one, `key ${i}`)()
  t.match(list(one), [{ waiting: 1_000 }])
  t.equal(told(one).filter(({ name }) => name === 'outbound-event-dropped').length, 6)
  t.end()
})

t.test('API-06: its contacts are told by e-mail once, if it lasts for as long as was set', (t) => {
  const one = new OneAppliance()
  one.invoke('set-email', { recipients: ['admin@example.com'] })
  setUp(one, { contacts: ['ana@example.com'], alertAfterMs: 90_000 })
  begin(one)
  const mails = () => one.effects.flatMap((e) => (e.kind === 'send-mail' ? [e] : []))
  done(one, 'tickets/1', failed)
  one.pass(89_999)
  t.same(mails(), [])
  one.pass(1)
  t.match(mails(), [
    {
      mail: {
        to: ['ana@example.com'],
        subject: '[support.example.com] a: outbound events do not reach tickets',
        text: /for 90 seconds/,
      },
    },
  ])
  one.give({ kind: 'mail-done', id: mails()[0]?.id ?? '', outcome: { ok: true } })
  one.pass(5 * hourMs)
  t.equal(mails().length, 1)
  done(one)
  done(one, undefined, failed)
  one.pass(hourMs)
  t.equal(new Set(mails().map(({ id }) => id)).size, 2, 'it has ended and come back')
  t.end()
})

t.test('WEB-03: recipients are set, changed and removed, with what waits for them', (t) => {
  const one = new OneAppliance()
  t.match(one.invoke('set-event-recipient', { name: 'new' }), {
    refusal: { code: 'recipient-without-address' },
  })
  t.match(setUp(one, { url: 'https://events.example.com/' }), {
    refusal: { code: 'invalid-input' },
  })
  t.match(setUp(one, { url: 'http://ana:secret@events/' }), { refusal: { code: 'invalid-input' } })
  setUp(one)
  begin(one)
  done(one, 'tickets/1', failed)
  setUp(one, { url: 'http://events.example.com/other' })
  t.match(posts(one).at(-1), { id: 'tickets/1', url: 'http://events.example.com/other' }, 'at once')
  t.match(one.invoke('remove-event-recipient', { name: 'nobody' }), {
    refusal: { code: 'no-such-recipient' },
  })
  t.match(one.invoke('remove-event-recipient', { name: 'tickets' }), { ok: true })
  t.same(list(one), [])
  t.equal(told(one).filter(({ name }) => name === 'outbound-event-dropped').length, 3)
  one.pass(hourMs)
  t.equal(posts(one).length, 2)
  for (let i = 0; i < 10; i++) setUp(one, { name: `r${i}` })
  t.match(setUp(one, { name: 'one more' }), { refusal: { code: 'too-many' } })
  t.match(one.invoke('set-setting', { key: 'outbound-events/recipients', value: '[]' }), {
    refusal: { code: 'reserved-setting' },
  })
  t.end()
})

t.test('API-06: a second word on an event that was taken takes no other with it', (t) => {
  const one = new OneAppliance()
  setUp(one)
  begin(one)
  done(one, 'tickets/1')
  t.equal(posts(one).at(-1)?.id, 'tickets/2')
  done(one, 'tickets/1')
  t.match(list(one), [{ waiting: 2 }], 'the second is not lost')
  t.equal(posts(one).length, 2, 'and is not sent once more')
  t.end()
})
