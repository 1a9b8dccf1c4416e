import type { NetworkCommand } from '@understudy/shared'
import t from 'tap'
import { done, pairOf } from '../support/model.ts'

const refusalOf = (command: object): string => {
  const { result, effects } = pairOf().perform(command as NetworkCommand, 0)
  t.same(effects, [])
  return result.ok ? 'done' : result.refusal.message
}

t.test('WEB-06: what is no operation of the network, or does not fit it, is refused', (t) => {
  t.match(
    refusalOf({ kind: 'set-recrod', input: {} }),
    /^There is no operation "set-recrod"\. Did you mean "set-record"\?$/,
  )
  t.match(refusalOf({ kind: 'start-clients', input: {} }), /^There is no operation "start-clients"/)
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
    'add-fault/kind: expected one of latency, bandwidth, loss, reset, black-hole, slow-close, slicer, ' +
      'limit, partition, flapping (did you mean "latency"?), found "latancy".',
  )
  t.equal(
    refusalOf({ kind: 'add-fault', input: { kind: 'latency', from: 'a', to: 'b' } }),
    'add-fault/latencyMs: expected a value, found nothing.',
  )
  t.match(refusalOf({ kind: 'add-fault', input: null }), /found null\.$/)
  t.match(
    refusalOf({ kind: 'add-fault', input: { kind: { toString: null } } }),
    /found \{"toString":null\}\.$/,
  )
  t.match(refusalOf({ kind: { toString: null }, input: 1 }), /^There is no operation/)
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
      cutPaths: [],
    },
  })
  t.same(model.status(0), model.status(0), 'looking changes nothing')
  t.end()
})

t.test('WEB-06: network-status shows all that stops traffic, though it is no fault', (t) => {
  const model = pairOf()
  const cutsAfter = (kind: 'cut-path' | 'heal-path', from: string, to: string, oneWay?: true) => {
    done(model, { kind, input: { from, to, ...(oneWay && { oneWay }) } })
    return model.status(0).cutPaths
  }
  const both = { from: 'clients', to: '*', oneWay: false }
  t.same(cutsAfter('cut-path', 'clients', '*'), [both])
  t.same(cutsAfter('cut-path', 'office-1', 'a'), [both], 'that was cut already')
  t.same(cutsAfter('cut-path', 'b', 'a', true), [both, { from: 'b', to: 'a', oneWay: true }])
  t.same(cutsAfter('heal-path', 'b', '*'), [
    { from: 'office-1', to: 'a', oneWay: true },
    { from: 'a', to: 'office-1', oneWay: true },
    { from: 'office-1', to: 'mail', oneWay: true },
    { from: 'mail', to: 'office-1', oneWay: true },
    { from: 'office-1', to: 'events', oneWay: true },
    { from: 'events', to: 'office-1', oneWay: true },
  ])
  t.same(cutsAfter('heal-path', '*', '*'), [])

  const toxic = { name: 'clients-a/slow', type: 'latency', toxicity: 1, attributes: {} } as const
  model.setPathToxics('clients-a', [], [toxic])
  model.setPathEnabled('a-b', false)
  t.same(model.status(0).paths, [
    { name: 'clients-a', enabled: true, toxics: [{ name: 'clients-a/slow', type: 'latency' }] },
    { name: 'clients-b', enabled: true, toxics: [] },
    { name: 'a-b', enabled: false, toxics: [] },
    { name: 'b-a', enabled: true, toxics: [] },
  ])
  t.end()
})

t.test('SEC-03: however many cuts are commanded, what is told of them is bounded', (t) => {
  const offices = Array.from({ length: 64 }, (_, index) => ({
    name: `office-${index + 1}`,
    resolver: { habit: 'honour' } as const,
  }))
  const model = pairOf({ offices, groups: { clients: offices.map(({ name }) => name) } })
  for (const { name: from } of offices) {
    for (const { name: to } of offices)
      if (to !== from) done(model, { kind: 'cut-path', input: { from, to } })
  }
  t.equal(model.status(0).cutPaths.length, 200)
  t.end()
})
