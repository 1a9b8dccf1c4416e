import type { NetworkStatus } from '@understudy/shared'
import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

const folder = t.testdir({ 'lab.yaml': smallLab })
const understudy = (...args: readonly string[]) => commandLine(folder, args)

const networkOf = async (...more: readonly string[]): Promise<NetworkStatus> =>
  JSON.parse((await understudy('do', 'network', 'network-status', ...more)).out) as NetworkStatus

t.test('NET-04: a running lab is swung by DNS, and its network asked and edited', async (t) => {
  t.equal((await understudy('up', '--lab', 'lab.yaml', '--swing', 'dns')).code, 0)
  t.teardown(() => understudy('down'))
  t.match(await networkOf(), { swing: 'dns', siteLeadsTo: 'a', conflict: false })

  const swung = await understudy('swing', 'b')
  t.equal(swung.code, 0, swung.err)
  t.equal(swung.out, 'the record of support.example.com is 192.0.2.2 (b); its TTL is 300 s\n')
  const after = await networkOf('--name', 'small')
  t.match(after, { siteLeadsTo: 'b' })
  t.ok(
    after.zone.records.some(
      ({ name, address }) => name === 'support.example.com' && address === '192.0.2.2',
    ),
  )

  const record = ['set-record', '--name', 'support.example.com', '--address', '192.0.2.1']
  const back = await understudy('do', 'network', ...record, '--ttl-seconds', '60', '--lab', 'small')
  t.equal(back.code, 0, back.err)
  t.match(await networkOf(), { siteLeadsTo: 'a' })

  const fault = { kind: 'latency', name: 'slow', from: 'clients', to: 'a', latencyMs: 5 }
  const added = await understudy('do', 'network', 'add-fault', '--input', JSON.stringify(fault))
  t.equal(added.code, 0, added.err)
  t.match((await networkOf()).faults, [{ name: 'slow', kind: 'latency' }])
  const twice = await understudy('do', 'network', 'add-fault', '--input', JSON.stringify(fault))
  t.equal(twice.code, 1, 'a second of that name is refused')
  t.match(twice.err, /^refused: .*slow/)
  t.equal((await understudy('do', 'network', 'remove-fault', '--name', 'slow')).code, 0)
  t.same((await networkOf()).faults, [])
})

t.test('NET-01: by shared IP it is off on the one first, then on on the other', async (t) => {
  t.equal((await understudy('up', '--lab', 'lab.yaml', '--name', 'shared')).code, 0)
  t.teardown(() => understudy('down', '--name', 'shared'))
  // In a relationship the address moves with the role: the guide breaks it first.
  t.equal((await understudy('do', 'b', 'break-relationship')).code, 0)
  const swung = await understudy('swing', 'b')
  t.equal(swung.code, 0, swung.err)
  t.equal(swung.out, '192.0.2.100 is no longer enabled on a\n192.0.2.100 is enabled on b\n')
  t.match(await networkOf(), { siteLeadsTo: 'b', conflict: false })
})

t.test('a mistake in an operation of the network is wrong usage', async (t) => {
  const table: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
    [
      ['do', 'network', 'set-rekord'],
      /unknown operation of the network "set-rekord"; did you mean "set-record"\?/,
    ],
    [['do', 'netwrok', 'status'], /unknown appliance "netwrok"; did you mean "network"\?/],
    [['do', 'network', 'set-nat-rule'], /set-nat-rule: address: expected a value, found nothing/],
    [
      ['do', 'network', 'add-fault', '--input', '{"kind":"latensy","from":"a","to":"b"}'],
      /add-fault: kind: expected one of latency, .* \(did you mean "latency"\?\), found "latensy"/,
    ],
    [
      [
        'do',
        'network',
        'add-fault',
        '--input',
        '{"kind":"latency","from":"a","to":"b","latency":5}',
      ],
      /add-fault: (latencyMs: expected a value|latency: expected no field of that name \(did you mean "latencyMs"\?\))/,
    ],
    [['swing', 'c'], /unknown appliance "c"/],
    [['swing'], /<appliance> is missing/],
  ]
  for (const [args, complaint] of table) {
    const { code, err } = await understudy(...args)
    t.equal(code, 3, args.join(' '))
    t.match(err, complaint)
  }
  const { out } = await understudy('operations')
  t.match(out, 'set-nat-rule')
  t.match(
    out,
    '{ kind: "latency", name?, from, to, direction?, share?, seed?, latencyMs, jitterMs?, distribution? }',
  )
})
