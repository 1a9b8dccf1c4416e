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
  t.match((await understudy('swing', 'b')).out, /its TTL is 60 s$/m, 'a swing leaves it')
  const site = (await networkOf()).zone.records.find(({ name }) => name === 'support.example.com')
  t.match(site, { address: '192.0.2.2', ttlMs: 60_000 })

  const typo = await understudy('do', 'network', 'set-nat-rule', '--address', '192.0.2.21')
  t.equal(typo.code, 0, 'a real network allows it as well')
  t.match(typo.err, /^warning: no host of this lab has 192\.0\.2\.21 \(they have 192\.0\.2\.1, /)
  t.match(JSON.parse(typo.out), { address: '192.0.2.21', warning: /no host/ })

  const fault = { kind: 'latency', name: 'slow', from: 'clients', to: 'a', latencyMs: 5 }
  const added = await understudy('do', 'network', 'add-fault', '--input', JSON.stringify(fault))
  t.equal(added.code, 0, added.err)
  t.match((await networkOf()).faults, [{ name: 'slow', kind: 'latency' }])
  const twice = await understudy('do', 'network', 'add-fault', '--input', JSON.stringify(fault))
  t.equal(twice.code, 1, 'a second of that name is refused')
  t.match(twice.err, /^refused \(network-refused\): .*slow/)
  const removed = await understudy('do', 'network', 'remove-fault', '--name', 'slow')
  t.same([removed.code, removed.out], [0, 'done\n'])
  t.same((await networkOf()).faults, [])
})

t.test('NET-01: by shared IP it is off on the one first, then on on the other', async (t) => {
  t.equal((await understudy('up', '--lab', 'lab.yaml', '--name', 'shared')).code, 0)
  t.teardown(() => understudy('down', '--name', 'shared'))
  // In a relationship the address moves with the role: the guide breaks it first.
  const related = await understudy('swing', 'b')
  t.equal(related.code, 1)
  t.equal(
    related.err,
    'understudy: a is primary and b is backup in a relationship, in which 192.0.2.100 moves with the role; use: understudy do b become-primary --name shared; by hand only after: understudy do a break-relationship --name shared\n',
  )
  t.match((await understudy('swing', 'a')).err, '; a has it already; by hand only after:')
  t.match(await networkOf(), { siteLeadsTo: 'a', conflict: false }, 'nothing was done')
  t.equal((await understudy('do', 'b', 'break-relationship')).code, 0)
  const swung = await understudy('swing', 'b')
  t.equal(swung.code, 0, swung.err)
  t.equal(swung.out, '192.0.2.100 is no longer enabled on a\n192.0.2.100 is enabled on b\n')
  t.match(await networkOf(), { siteLeadsTo: 'b', conflict: false })
})

t.test('WEB-06: a mistake in an operation of the network is wrong usage', async (t) => {
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
    ...[[], ['--input', ''], ['--input', '{}'], ['--input', '7'], ['--input', '-']].map(
      (input) =>
        [
          ['do', 'network', 'add-fault', ...input],
          /add-fault: expected --input JSON with a kind \(latency, .*, flapping\), as in: understudy do network add-fault --input '\{"kind":"latency"/,
        ] as const,
    ),
    [
      ['do', 'network', 'add-fault', '--kind=latency', '--from', 'a'],
      /add-fault has no option --kind: give it whole by --input JSON, as in: understudy do network/,
    ],
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
