import t from 'tap'
import { done, eventsOf, pairOf } from '../support/model.ts'

const body = 'event=support_conference_end&lsid=7&external_key=a+b%26c'
const deliver = (via: string, more: object = {}) =>
  ({ kind: 'deliver-event', input: { via, path: '/hook', body, ...more } }) as const
const list = { kind: 'list-events', input: {} } as const

t.test('API-06: the receiver shows what it was sent, and what came twice', async (t) => {
  const model = pairOf()
  const told = eventsOf(done(model, deliver('a'), 7), 'event-received')
  const event = 'support_conference_end'
  t.match(told, [{ id: 1, via: 'a', event, lsid: '7', status: 200, isRepeat: false }])
  done(model, deliver('a'), 8)
  done(model, deliver('b', { path: '/other' }), 9)
  t.strictSame(model.perform({ ...list, input: { limit: 2 } }, 9).result, {
    ok: true,
    value: {
      events: [
        {
          ...{ id: 3, atMs: 9, via: 'b', path: '/other', status: 200, isRepeat: false },
          fields: { event, lsid: '7', external_key: 'a b&c' },
        },
        {
          ...{ id: 2, atMs: 8, via: 'a', path: '/hook', status: 200, isRepeat: true },
          fields: { event, lsid: '7', external_key: 'a b&c' },
        },
      ],
      dropped: 0,
      status: 200,
    },
  })
})

t.test('API-06: it answers as it is told to; what it did not take is no repeat', async (t) => {
  const model = pairOf()
  done(model, { kind: 'set-event-answer', input: { status: 500 } })
  t.match(model.perform(deliver('a'), 1).result, { value: { status: 500 } })
  done(model, { kind: 'set-event-answer', input: { status: 200 } })
  t.match(eventsOf(done(model, deliver('a'), 2), 'event-received'), [{ isRepeat: false }])
})

t.test('NET-09: no event comes over a path that is cut, in either direction', async (t) => {
  for (const cut of [
    { from: 'a', to: 'events', oneWay: true },
    { from: 'events', to: 'a', oneWay: true },
  ]) {
    const model = pairOf()
    done(model, { kind: 'cut-path', input: cut })
    t.match(model.perform(deliver('a'), 0).result, { refusal: { code: 'network-refused' } })
    t.match(model.perform(deliver('b'), 0).result, { ok: true }, 'b has a path of its own')
  }
})

t.test('SEC-03: it keeps a thousand events', async (t) => {
  const model = pairOf()
  for (let i = 0; i < 1_003; i++) done(model, deliver('a', { body: `lsid=${i}` }), i)
  t.match(model.perform({ ...list, input: { limit: 1_000 } }, 0).result, {
    value: { dropped: 3, events: { length: 1_000 } },
  })
})
