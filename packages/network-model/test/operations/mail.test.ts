import t from 'tap'
import { done, eventsOf, pairOf } from '../support/model.ts'

const mail = {
  from: 'builds@vendor.example.net',
  to: ['admin@example.com'],
  subject: 'Your build is ready',
  text: 'Bomgar-12.2.0 is ready.\n',
}
const deliver = (via: string, more: object = {}) =>
  ({ kind: 'deliver-mail', input: { via, ...mail, ...more } }) as const

t.test('WEB-06: the mail host takes what reaches it, and shows it, the newest first', async (t) => {
  const model = pairOf()
  const told = eventsOf(done(model, deliver('a'), 7), 'mail-delivered')
  t.match(told, [{ id: 1, via: 'a', to: mail.to, subject: mail.subject }])
  done(model, deliver('b', { subject: 'Second' }), 8)
  const listed = (limit?: number) =>
    model.perform({ kind: 'list-mail', input: limit === undefined ? {} : { limit } }, 9).result
  t.strictSame(listed(), {
    ok: true,
    value: {
      mails: [
        { id: 2, atMs: 8, via: 'b', ...mail, subject: 'Second' },
        { id: 1, atMs: 7, via: 'a', ...mail },
      ],
      dropped: 0,
    },
  })
  t.match(listed(1), { value: { mails: [{ id: 2 }] } })
})

t.test('NET-09: no mail comes over a path that is cut, in either direction', async (t) => {
  for (const cut of [
    { from: 'a', to: 'mail', oneWay: true },
    { from: 'mail', to: 'a', oneWay: true },
  ]) {
    const model = pairOf()
    done(model, { kind: 'cut-path', input: cut })
    t.match(model.perform(deliver('a'), 0).result, { refusal: { code: 'network-refused' } })
    t.match(model.perform(deliver('b'), 0).result, { ok: true }, 'b has a path of its own')
  }
})

t.test(
  'SEC-03: the mail host keeps a thousand mails and takes none that is malformed',
  async (t) => {
    const model = pairOf()
    for (let i = 0; i < 1_003; i++) done(model, deliver('a'))
    t.match(model.perform({ kind: 'list-mail', input: { limit: 1_000 } }, 0).result, {
      value: { mails: { length: 1_000 }, dropped: 3 },
    })
    for (const more of [
      { subject: 'one\r\nBcc: all@example.com' },
      { to: [] },
      { from: 'nobody' },
      { from: 'a@b.example\n' },
      { text: 'x'.repeat(16_385) },
      { via: 'c' },
    ])
      t.match(
        model.perform(deliver('a', more), 0).result,
        { ok: false },
        JSON.stringify(more).slice(0, 60),
      )
  },
)
