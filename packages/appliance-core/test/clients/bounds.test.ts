import { limits, type ServerMessage } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

const ask = (a: OneAppliance, name: string): string => {
  const customer = a.hello('customer', name)
  a.say(customer, { type: 'request-session', externalKey: name, customer: name, issue: '' })
  return customer
}

t.test(
  'SEC-03: too many waiting customers, and too many events, are refused by count',
  async (t) => {
    const a = new OneAppliance()
    const rep = a.hello('console', 'ana')
    ask(a, 'served')
    const begun = a.told(rep).find((said) => 'lsid' in said) as Extract<
      ServerMessage,
      { lsid: string }
    >
    const tell = (body: string): void =>
      a.say(rep, { type: 'session-event', lsid: begun.lsid, event: 'chat', body })
    for (let i = 0; i < limits.sessionEventsMax; i++) tell('x')
    t.not(a.told(rep).at(-1)?.type, 'refused', 'as many as the limit are taken')
    tell('one more')
    t.match(a.told(rep).at(-1), {
      type: 'refused',
      code: 'too-many',
      message: '1001 events of a session are over the limit of 1000.',
    })

    for (let i = 0; i < limits.waitingSessionsMax; i++) ask(a, `waits-${i}`)
    t.match(a.invoke('status'), { value: { sessions: { active: 1, waiting: 1_000 } } })
    t.match(a.told(ask(a, 'late')).at(-1), {
      type: 'refused',
      code: 'too-many',
      message: '1001 waiting sessions are over the limit of 1000.',
    })
  },
)

t.test('SEC-03: a session of more bytes than the limit is refused in bytes', async (t) => {
  const a = new OneAppliance()
  const rep = a.hello('console', 'ana')
  ask(a, 'served')
  const begun = a.told(rep).find((said) => 'lsid' in said) as Extract<
    ServerMessage,
    { lsid: string }
  >
  const body = 'x'.repeat(limits.sessionBytesMax)
  a.say(rep, { type: 'session-event', lsid: begun.lsid, event: 'chat', body })
  t.match(a.told(rep).at(-1), {
    code: 'too-large',
    message: /^\d+ bytes is over the limit of 262144/,
  })
})

t.test('SEC-03: one connection more than the limit is refused, and closed', async (t) => {
  const a = new OneAppliance({ licences: 1 })
  for (let i = 0; i < limits.connectionsMax; i++) a.hello('customer', `c-${i}`)
  const late = a.hello('customer', 'late')
  t.match(a.told(late), [
    { code: 'too-many', message: '20001 connections are over the limit of 20000.' },
  ])
  t.ok(a.isClosed(late))
})
