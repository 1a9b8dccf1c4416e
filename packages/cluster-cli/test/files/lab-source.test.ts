import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { labSettingsOf } from '../../src/files/lab-settings.ts'
import { readLab } from '../../src/files/lab-source.ts'
import { changeSoftware } from '../../src/files/software-options.ts'
import { UsageError } from '../../src/usage/errors.ts'
import { smallLab } from '../support/lab-file.ts'

const folder = t.testdir({ 'lab.yaml': smallLab, folder: {} })

/** What is said of a lab file with that text. */
function complaintOf(text: string | Buffer): string {
  writeFileSync(join(folder, 'bad.yaml'), text)
  try {
    readLab('bad.yaml', folder)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'nothing'
}

const changed = (from: string, to: string): string => {
  const text = smallLab.replace(from, to)
  if (text === smallLab) throw new Error(`the lab has no "${from}"`)
  return text
}

t.test('LAB-01: a lab file becomes a complete lab', async (t) => {
  const lab = readLab('lab.yaml', folder)
  t.match(lab, {
    name: 'small',
    network: { sharedAddress: '192.0.2.100', appliances: [{ name: 'a' }, { name: 'b' }] },
    software: { a: { base: '3.2.4', site: '11.1.0' } },
    target: { base: '3.3.2', site: '12.2.0' },
    data: { sessions: 100 },
  })
  t.equal(new Date(lab.startsAtMs).toISOString(), '2012-11-03T22:00:00.000Z')
})

const mistakes: readonly (readonly [title: string, text: string | Buffer, complaint: string])[] = [
  [
    'a word for a number',
    changed('representatives: 3', 'representatives: x'),
    'bad.yaml:8:29: at clients/representatives: expected integer, found "x"',
  ],
  [
    'an unknown field',
    changed('representatives: 3', 'representives: 3'),
    'bad.yaml:8:27: at clients/representives: expected no field of that name (did you mean "representatives"?), found 3',
  ],
  [
    'a missing field',
    changed('hostname: b.example.com, ', ''),
    'bad.yaml:5:6: at appliances/b/hostname: expected a value, found nothing',
  ],
  ['broken syntax', changed('target: {', 'target: {{'), 'bad.yaml:7:1: not valid YAML: Flow map'],
  [
    'a key given twice',
    `${smallLab}name: again\n`,
    'bad.yaml:9:1: not valid YAML: Map keys must be unique',
  ],
  [
    'an address that both have',
    changed('192.0.2.2', '192.0.2.1'),
    'bad.yaml:5:42: at appliances/b/address: expected an address of its own, found "192.0.2.1", as appliances/a/address',
  ],
  [
    'an address with leading zeros',
    changed('192.0.2.2', '192.0.2.02'),
    'bad.yaml:5:42: at appliances/b/address: expected an address of 192.0.2.0/24, 198.51.100.0/24 or 203.0.113.0/24, found "192.0.2.02"',
  ],
  [
    'a host name with its final dot',
    changed('b.example.com', 'b.example.com.'),
    'bad.yaml:5:18: at appliances/b/hostname: expected a host name in lower case, without a final dot, found "b.example.com."',
  ],
  [
    'an address for a host name',
    changed('b.example.com', '192.0.2.9'),
    'bad.yaml:5:18: at appliances/b/hostname: expected a host name, found "192.0.2.9"',
  ],
  [
    'a host name with an empty label',
    changed('b.example.com', 'b..example.com'),
    'bad.yaml:5:18: at appliances/b/hostname: expected a host name in lower case, without a final dot, found "b..example.com"',
  ],
  [
    'a host name with too long a label',
    changed('b.example.com', `${'b'.repeat(64)}.com`),
    'bad.yaml:5:18: at appliances/b/hostname: expected a host name in lower case, without a final dot, found "bbb',
  ],
  [
    'a host name that leaves no room for the one of its name server',
    changed('b.example.com', `${'b.'.repeat(126)}b`),
    'bad.yaml:5:18: at appliances/b/hostname: expected',
  ],
  [
    'an address that is none for the name of the site',
    changed('support.example.com', '192.0.2.999'),
    'bad.yaml:2:15: at siteHostname: expected a host name, found "192.0.2.999"',
  ],
  [
    'different software on the two appliances',
    changed('192.0.2.2, base: 3.2.4, site: 11.1.0', '192.0.2.2, base: 3.2.4, site: 10.6.1'),
    'bad.yaml:5:72: at appliances/b/site: expected "11.1.0", as appliances/a/site: a relationship needs the same software on both, found "10.6.1"',
  ],
  [
    'an alias within what it stands for',
    changed('clients: {', 'clients: &c { jumpClients: *c,'),
    'bad.yaml: cannot be read as YAML: expected at most 64 levels; found more, or an alias within',
  ],
  [
    'more levels than anybody needs',
    `${smallLab}network: ${'['.repeat(100)}${']'.repeat(100)}\n`,
    'bad.yaml: cannot be read as YAML: expected at most 64 levels',
  ],
  [
    'an address that is none',
    changed('192.0.2.2', '192.0.2.999'),
    'bad.yaml:5:42: at appliances/b/address: expected an IPv4 address, found "192.0.2.999"',
  ],
  [
    'a version that does not exist',
    changed('site: 12.2.0', 'site: 12.2.1'),
    'bad.yaml:6:30: at target/site: expected a known site version, such as 12.2.0, found "12.2.1"',
  ],
  [
    'software on too old a Base',
    changed('base: 3.3.2', 'base: 3.2.4'),
    'bad.yaml:6:17: at target/base: expected at least Base 3.3.2, which Bomgar-12.2.0 requires, found "3.2.4"',
  ],
  [
    'a target older than what is installed',
    changed('target: { base: 3.3.2, site: 12.2.0 }', 'target: { base: 3.2.4, site: 10.6.1 }'),
    'bad.yaml:6:9: at target: expected nothing older than Base 3.2.4 and Bomgar-11.1.0 of a, found Base 3.2.4 and Bomgar-10.6.1',
  ],
  [
    'more recordings than sessions',
    changed('recordings: 5,', 'recordings: 500,'),
    'bad.yaml:7:36: at data/recordings: expected at most one recording a session (100), found 500',
  ],
  [
    'a day that no calendar has',
    `${smallLab}startsAt: 2024-13-01T00:00:00Z\n`,
    'bad.yaml:9:11: at startsAt: expected a date and time that exist, found "2024-13-01T00:00:00Z"',
  ],
  ['an empty file', '', 'bad.yaml:1:1: expected object, found null'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'bad.yaml: expected text in UTF-8'],
  [
    'too much',
    `#${'x'.repeat(1024 * 1024)}`,
    'bad.yaml: expected at most 1048576 bytes, found 1048577',
  ],
  ['nothing but brackets', '['.repeat(500_000), 'bad.yaml'],
  [
    'aliases that multiply',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n`,
    'bad.yaml: cannot be read as YAML: Excessive alias count',
  ],
]

const faulty = (fault: string): string =>
  `${smallLab}network:\n  groups: { branch: [office-1] }\n  faults:\n    - { at: 1m, fault: ${fault} }\n`

const networkMistakes: typeof mistakes = [
  [
    'a swing by a method that there is not',
    `${smallLab}network: { swing: ip }\n`,
    'bad.yaml:9:19: at network/swing: expected one of shared-ip, dns, nat, found "ip"',
  ],
  [
    'a group whose name no fault could say',
    `${smallLab}network: { groups: { Branch: [a] } }\n`,
    'bad.yaml:9:30: at network/groups/Branch: expected no field of that name, found ["a"]',
  ],
  [
    'a time without its unit',
    `${smallLab}network: { faults: [{ at: 5, fault: { kind: partition, from: a, to: b } }] }\n`,
    'bad.yaml:9:27: at network/faults/0/at: expected string, found 5',
  ],
  [
    'a time in words',
    `${smallLab}network: { faults: [{ at: soon, fault: { kind: partition, from: a, to: b } }] }\n`,
    'bad.yaml:9:27: at network/faults/0/at: expected a time such as 500ms, 90s, 12m or 1h, found "soon"',
  ],
  [
    'an address outside the lab',
    `${smallLab}network: { publicAddress: 10.0.0.1 }\n`,
    'bad.yaml:9:27: at network/publicAddress: expected an address of 192.0.2.0/24, 198.51.100.0/24 or 203.0.113.0/24, found "10.0.0.1"',
  ],
  [
    "another resolver's field",
    `${smallLab}network: { offices: [{ resolver: honour, holdSeconds: 5 }] }\n`,
    'bad.yaml:9:55: at network/offices/0/holdSeconds: expected no field of that name, found 5',
  ],
  [
    'a fault on a host that there is not',
    faulty('{ kind: partition, from: ofice-1, to: a }'),
    'bad.yaml:12:49: at network/faults/0/fault/from: expected a host, a group or * of this lab (did you mean "office-1"?), found "ofice-1"',
  ],
  [
    'a fault of no known kind',
    faulty('{ kind: partitoin, from: branch, to: a }'),
    'bad.yaml:12:32: at network/faults/0/fault/kind: expected one of latency, bandwidth, loss, reset, black-hole, slow-close, slicer, limit, partition, flapping (did you mean "partition"?), found "partitoin"',
  ],
  [
    'a fault with a field too many',
    faulty('{ kind: latency, from: branch, to: a, latencyMs: 5, jitter: 5 }'),
    'bad.yaml:12:84: at network/faults/0/fault/jitter: expected no field of that name (did you mean "jitterMs"?), found 5',
  ],
  [
    'a fault that lacks its measure',
    faulty('{ kind: latency, from: branch, to: a }'),
    'bad.yaml:12:24: at network/faults/0/fault/latencyMs: expected a value, found nothing',
  ],
  [
    'a group with a host that there is not',
    `${smallLab}network: { groups: { branch: [office-2] } }\n`,
    'bad.yaml:9:31: at network/groups/branch/0: expected a host of this lab (did you mean "office-1"?), found "office-2"',
  ],
  [
    'a group with the name of a host',
    `${smallLab}network: { groups: { a: [office-1] } }\n`,
    'bad.yaml:9:25: at network/groups/a: expected a name that no host or group has already, found "a"',
  ],
  [
    'too many offices',
    `${smallLab}network:\n  offices:\n    - { count: 40, resolver: honour }\n    - { count: 25, resolver: honour }\n`,
    'bad.yaml:11:5: at network/offices: expected at most 64 offices, found 65',
  ],
  [
    'a clamp upside down',
    `${smallLab}network: { offices: [{ resolver: clamp, ttlMinSeconds: 60, ttlMaxSeconds: 30 }] }\n`,
    'bad.yaml:9:56: at network/offices/0/ttlMinSeconds: expected at most ttlMaxSeconds (30), found 60',
  ],
  [
    'a resolver with a habit that there is not',
    `${smallLab}network: { offices: [{ resolver: ignores }] }\n`,
    'bad.yaml:9:34: at network/offices/0/resolver: expected one of honour, clamp, ignore (did you mean "ignore"?), found "ignores"',
  ],
  [
    "an appliance's address for the gateway",
    `${smallLab}network: { publicAddress: 192.0.2.1 }\n`,
    'bad.yaml:9:27: at network/publicAddress: expected an address of its own, found "192.0.2.1", as appliances/a/address',
  ],
  [
    'more special consoles than representatives',
    changed('representatives: 3', 'representatives: 3, msiConsoles: 2, earlyConsoles: 2'),
    'bad.yaml:8:29: at clients/representatives: expected at least msiConsoles, earlyConsoles and providerLogins together (4), found 3',
  ],
]

t.test('LAB-01: --set sets a field as if it stood in the file', async (t) => {
  const settings = labSettingsOf('dns', [
    'clients.representatives=7',
    'clients.jumpClients.concurrentUpgradesMax=off',
    'network.offices=[{ count: 2, resolver: honour }]',
    'network.offices.1={ resolver: ignore, holdSeconds: 60 }',
    'name=another',
  ])
  const lab = readLab('lab.yaml', folder, { settings })
  t.equal(lab.network.swing, 'dns')
  t.equal(lab.name, 'another')
  t.match(lab.clients, { representatives: 7, jumpClients: { concurrentUpgradesMax: null } })
  t.same(
    lab.network.offices.map(({ resolver }) => resolver.habit),
    ['honour', 'honour', 'ignore'],
  )
  t.equal(readLab('lab.yaml', folder).clients.representatives, 3, 'the file is as it was')
})

t.test('LAB-01, SEC-03: a --set that cannot be is refused with what was written', async (t) => {
  const table: readonly (readonly [string, string])[] = [
    [
      'clients.representatives=x',
      'option --set clients.representatives=x: at clients/representatives: expected integer, found "x"',
    ],
    [
      'clients.representives=5',
      'option --set clients.representives=5: at clients/representives: expected no field of that name (did you mean "representatives"?), found 5',
    ],
    ['clients', 'option --set clients: expected path=value, as in --set clients.representatives=5'],
    ['__proto__.polluted=1', 'option --set __proto__.polluted=1: expected path=value'],
    ['constructor.prototype.x=1', 'option --set constructor.prototype.x=1: expected path=value'],
    ['name.first=x', 'option --set name.first=x: there is nothing within a value like small'],
    [
      'network.offices.5.resolver=honour',
      'option --set network.offices.5.resolver=honour: at network/offices',
    ],
    ['name=[', 'option --set name=[: the value is not valid YAML'],
    ['name=*x', 'option --set name=*x: the value is not valid YAML: Unresolved alias'],
    [
      'clients=&c { a: *c }',
      'option --set clients=&c { a: *c }: the value is not valid YAML: expected at most 64 levels',
    ],
    [`name=${'['.repeat(20_000)}`, 'option --set name=['],
  ]
  for (const [set, complaint] of table)
    t.throws(() => readLab('lab.yaml', folder, { settings: labSettingsOf(undefined, [set]) }), {
      message: new RegExp(`^${complaint.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
    })
  t.equal(Object.hasOwn(Object.prototype, 'x'), false, 'no object has learned anything')
})

for (const [title, text, complaint] of [...mistakes, ...networkMistakes])
  t.test(`LAB-01, SEC-03: ${title} in a lab file is refused with its place`, async (t) => {
    const said = complaintOf(text)
    t.equal(said.slice(0, complaint.length), complaint, said)
  })

t.test('LAB-01: an absent lab is named, with the nearest shipped one', async (t) => {
  t.throws(() => readLab('none.yaml', folder), /^none.yaml: there is no such file$/)
  t.throws(() => readLab('no/lab.yaml', folder), /^no\/lab.yaml: there is no folder no$/)
  t.throws(() => readLab('./folder', folder), /expected a file, found a folder/)
  t.throws(() => readLab('defualt', folder), /unknown lab "defualt"; did you mean "default"\?/)
})

t.test(
  'UPD-02: --from and --to choose the least Base that the site software requires',
  async (t) => {
    const lab = readLab('lab.yaml', folder)
    const chosen = changeSoftware(lab, '10.6.1', '12.1.4')
    t.same(chosen.software, {
      a: { base: '3.2.0', site: '10.6.1' },
      b: { base: '3.2.0', site: '10.6.1' },
    })
    t.same(chosen.target, { base: '3.2.4', site: '12.1.4' })
    t.same(changeSoftware(lab, '3.3.0+11.1.0', undefined).software['a'], {
      base: '3.3.0',
      site: '11.1.0',
    })
    t.same(changeSoftware(lab, '3.3.2+11.1.0', '12.1.4').target, { base: '3.3.2', site: '12.1.4' })
    t.throws(
      () => changeSoftware(lab, undefined, '12.2.2'),
      /--to expects a known site version, such as 12.2.0/,
    )
    t.throws(() => changeSoftware(lab, 'new', undefined), /--from expects a site version like/)
  },
)
