import type { NetworkCommand } from '@understudy/shared'
import t from 'tap'
import { pairOf } from '../../support/model.ts'

const refusalOf = (command: object): string => {
  const { result, effects } = pairOf().perform(command as NetworkCommand, 0)
  t.same(effects, [])
  return result.ok ? 'done' : result.message
}

t.test('WEB-06: what is no operation of the network, or does not fit it, is refused', (t) => {
  t.match(
    refusalOf({ kind: 'set-recrod', input: {} }),
    /found "set-recrod"\. Did you mean "set-record"\?/,
  )
  t.match(
    refusalOf({ kind: 'start-clients' }),
    /Expected an operation of the network \(network-status, /,
  )
  t.match(refusalOf({ kind: 'cut-path' }), /^cut-path: expected object, found nothing\.$/)
  t.equal(
    refusalOf({ kind: 'cut-path', input: { from: 'a' } }),
    'cut-path/to: expected a value, found nothing.',
  )
  t.match(
    refusalOf({ kind: 'cut-path', input: { from: 'a', to: 'b', x: 1 } }),
    /x: expected no such field/,
  )
  t.equal(
    refusalOf({ kind: 'add-fault', input: { kind: 'latancy' } }),
    'Expected a kind of fault (latency, bandwidth, loss, reset, black-hole, slow-close, slicer, ' +
      'limit, partition, flapping), found "latancy". Did you mean "latency"?',
  )
  t.equal(
    refusalOf({ kind: 'add-fault', input: { kind: 'latency', from: 'a', to: 'b' } }),
    'add-fault/latencyMs: expected a value, found nothing.',
  )
  t.match(refusalOf({ kind: 'add-fault', input: null }), /found nothing\.$/)
  t.match(
    refusalOf({ kind: 'add-fault', input: { kind: { toString: null } } }),
    /found \{"toString":null\}\.$/,
  )
  t.match(refusalOf({ kind: { toString: null }, input: 1 }), /Expected an operation/)
  t.end()
})

t.test('WEB-06: network-status shows names, rules, faults and where everybody is led', (t) => {
  const model = pairOf({ swing: 'nat' })
  const { result } = model.perform({ kind: 'network-status', input: {} }, 0)
  t.match(result, {
    ok: true,
    value: {
      swing: 'nat',
      siteLeadsTo: 'a',
      conflict: false,
      offices: [
        { name: 'office-1', resolver: 'honour', siteAddress: null, leadsTo: 'a', stale: false },
      ],
      staleOffices: 0,
      zone: { serial: 1 },
      natRules: [{ publicAddress: '203.0.113.80', port: 443, address: '192.0.2.11' }],
      faults: [],
    },
  })
  t.same(model.status(0), model.status(0), 'looking changes nothing')
  t.end()
})
