import type { NetworkCommand } from '@understudy/shared'
import t from 'tap'
import { spellingsOf } from '../../parity/index.ts'
import { addressOf, pairOf, publicAddress, site } from '../support/model.ts'

const answerOf = (model: ReturnType<typeof pairOf>, command: NetworkCommand): unknown => {
  const { result } = model.perform(command, 0)
  return result.ok ? result.value : result.refusal.message
}
const setRecord = (address: string, name = site): NetworkCommand => ({
  kind: 'set-record',
  input: { name, address },
})

t.test('NET-04: a record to an address that no host has is set, with a warning', (t) => {
  const model = pairOf({ swing: 'dns' })
  t.match(answerOf(model, setRecord('192.0.2.77')), {
    serial: 2,
    warning: /^no host of this lab has 192\.0\.2\.77 \(they have 192\.0\.2\.11, /,
  })
  t.equal(model.status(0).siteLeadsTo, null, 'it was done as asked')
  t.match(answerOf(model, setRecord('2001:db8::77', 'other.example.com')), { warning: /::77/ })
  for (const known of [addressOf.b, '192.0.2.100', '203.0.113.80', '2001:db8::c000:20b'])
    t.notOk('warning' in (answerOf(model, setRecord(known)) as object), known)
  t.end()
})

t.test('FO-04: records and rules take an address in every spelling, and keep one', (t) => {
  for (const spelling of spellingsOf(addressOf.b)) {
    const model = pairOf({ swing: 'nat' })
    const rule = { kind: 'set-nat-rule', input: { address: spelling } } as const
    t.same(answerOf(model, rule), { publicAddress, port: 443, address: addressOf.b }, spelling)
    t.same(answerOf(model, setRecord(spelling, 'B2.Example.com.')), { serial: 2 }, spelling)
    const { records } = model.zone
    const isTwin = spelling.startsWith('2001:')
    t.match(records.at(-1), {
      name: 'b2.example.com',
      type: isTwin ? 'AAAA' : 'A',
      address: isTwin ? '2001:db8::c000:20c' : addressOf.b,
    })
  }
  t.end()
})

t.test('NET-05: a NAT rule to an address that no host has is set, with a warning', (t) => {
  const model = pairOf({ swing: 'nat' })
  const setRule = (address: string): NetworkCommand => ({
    kind: 'set-nat-rule',
    input: { address },
  })
  const warned = { address: '192.0.2.77', warning: /no host of this lab has 192\.0\.2\.77/ }
  t.match(answerOf(model, setRule('192.0.2.77')), warned)
  t.match(answerOf(model, setRule('192.0.2.77')), warned, 'and where it leads there already')
  t.notOk('warning' in (answerOf(model, setRule(addressOf.b)) as object))
  model.claim('b', '192.0.2.55', 1, 0)
  t.notOk('warning' in (answerOf(model, setRule('192.0.2.55')) as object), 'B claims it')
  t.end()
})
