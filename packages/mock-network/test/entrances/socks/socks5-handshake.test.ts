import t from 'tap'
import type { HandshakeStep } from '../../../src/entrances/handshake.ts'
import { originOfUser } from '../../../src/entrances/origin-of-user.ts'
import { Socks5Handshake } from '../../../src/entrances/socks/socks5-handshake.ts'

const greeting = [5, 1, 0]
const name = 'support.example.com'
const toName = (host: string, port = 443): number[] => [
  ...[5, 1, 0, 3, host.length],
  ...Buffer.from(host),
  ...[port >> 8, port & 0xff],
]
const credentials = (user: string, password: string): number[] => [
  ...[1, user.length],
  ...Buffer.from(user),
  password.length,
  ...Buffer.from(password),
]
const begin = (): Socks5Handshake => new Socks5Handshake(originOfUser(['office-1', 'office-3']))

/** What comes of these bytes: replies in hex, the request as a word. */
function said(steps: readonly HandshakeStep[]): readonly string[] {
  return steps.map((step) => {
    if (step.kind !== 'enter') return `${step.kind} ${Buffer.from(step.bytes).toString('hex')}`
    const { origin, host, port, rest } = step
    return `enter ${origin} ${host} ${port} ${Buffer.from(rest)}`.trim()
  })
}
const chosen = (method: string): string => `send 05${method}`
const refused = (code: string): string => `close 05${code}0001000000000000`

t.test('NET-08: SOCKS 5 takes names, IPv4 and IPv6 addresses, and keeps what comes behind', (t) => {
  const enters = (request: readonly number[]): string =>
    said(begin().push(Uint8Array.of(...greeting, ...request, ...Buffer.from('hello'))))[1] ?? ''
  t.equal(enters(toName('Support.Example.COM.')), `enter outside ${name} 443 hello`)
  t.equal(enters([5, 1, 0, 1, 192, 0, 2, 11, 1, 187]), 'enter outside 192.0.2.11 443 hello')
  const twin = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 11]
  t.equal(
    enters([5, 1, 0, 4, ...twin, 0, 80]),
    'enter outside 2001:db8::c000:20b 80 hello',
    'a twin',
  )
  t.end()
})

t.test('NET-08: SOCKS 5 gives the same steps however its bytes are cut', (t) => {
  const bytes = [5, 2, 0, 2, ...credentials('office-3', 'x'), ...toName(name)]
  const whole = said(begin().push(Uint8Array.from(bytes)))
  t.same(whole, [chosen('02'), 'send 0100', `enter office-3 ${name} 443`])
  const slowly = begin()
  t.same(said(bytes.flatMap((byte) => slowly.push(Uint8Array.of(byte)))), whole, 'byte by byte')
  t.same(said(slowly.push(Uint8Array.from(bytes))), [], 'no step after the request')
  t.end()
})

t.test('NET-08: the user name chooses the office; an unknown one is refused', (t) => {
  const reached = (user: string): readonly string[] =>
    said(begin().push(Uint8Array.of(5, 1, 2, ...credentials(user, 'any'), ...toName(name)))).slice(
      1,
    )
  t.same(reached('office-1'), ['send 0100', `enter office-1 ${name} 443`])
  t.same(reached('outside'), ['send 0100', `enter outside ${name} 443`])
  t.same(reached(''), ['send 0100', `enter outside ${name} 443`])
  t.same(reached('office-2'), ['close 0101'])
  t.same(reached('a'), ['close 0101'], 'an appliance is no office')
  t.end()
})

t.test(
  'NET-14: an account name that is sent by the way enters as outside, a wrong office not',
  (t) => {
    const reached = (methods: readonly number[], user: string, password: string): string =>
      said(
        begin().push(
          Uint8Array.of(
            5,
            methods.length,
            ...methods,
            ...credentials(user, password),
            ...toName(name),
          ),
        ),
      ).at(-1) ?? ''
    // Java without any configuration: both methods, the account's name, an empty password.
    t.equal(reached([0, 2], 'maria', ''), `enter outside ${name} 443`)
    t.equal(reached([2, 0], 'maria', ''), `enter outside ${name} 443`)
    t.equal(reached([0, 2], 'office-3', ''), `enter office-3 ${name} 443`, 'an empty password')
    t.equal(reached([2], 'office-3', ''), `enter office-3 ${name} 443`)
    t.equal(reached([0, 2], 'ofice-3', 'x'), 'close 0101', 'a password: a user on purpose')
    t.equal(reached([0, 2], 'office-2', ''), 'close 0101', 'an office that is not there')
    t.equal(reached([2], 'ofice-3', ''), 'close 0101', 'it goes with credentials alone')
    t.end()
  },
)

t.test('NET-14: an address that is sent as a name, or mapped into IPv6, is that address', (t) => {
  const enters = (request: readonly number[]): string =>
    said(begin().push(Uint8Array.of(...greeting, ...request)))[1] ?? ''
  for (const [written, host] of [
    ['2001:db8::c000:20b', '2001:db8::c000:20b'],
    ['[2001:DB8:0:0::192.0.2.11]', '2001:db8::c000:20b'],
    ['::ffff:192.0.2.11', '192.0.2.11'],
    ['[::FFFF:c000:20b]', '192.0.2.11'],
    ['192.0.2.11', '192.0.2.11'],
    ['::1', '::1'],
  ] as const)
    t.equal(enters(toName(written)), `enter outside ${host} 443`, written)
  const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 11]
  t.equal(enters([5, 1, 0, 4, ...mapped, 0, 80]), 'enter outside 192.0.2.11 80')
  for (const bad of ['[support.example.com]', '[::1', '2001:db8:::1', 'fe80::1%eth0'])
    t.equal(enters(toName(bad)), refused('04'), bad)
  t.end()
})

t.test('NET-08: SOCKS 5 refuses what it cannot do, with the reply that says so', (t) => {
  const answers = (...bytes: number[]): readonly string[] =>
    said(begin().push(Uint8Array.from(bytes)))
  t.same(answers(4, 1), ['close '], 'SOCKS 4')
  t.same(answers(5, 1, 1), ['close 05ff'], 'GSSAPI alone')
  t.same(answers(5, 0), ['close 05ff'], 'no method at all')
  t.same(answers(5, 1, 2, 5), [chosen('02'), 'close '], 'credentials of another version')
  const after = (...request: number[]): string => answers(...greeting, ...request)[1] ?? ''
  t.equal(after(5, 2, 0, 1), refused('07'), 'BIND')
  t.equal(after(5, 3, 0, 1), refused('07'), 'UDP ASSOCIATE')
  t.equal(after(5, 1, 0, 2), refused('08'), 'an unknown type of address')
  t.equal(after(4, 1, 0, 1), refused('01'), 'another version')
  t.equal(after(...toName('')), refused('04'), 'no name')
  t.equal(after(...toName('a..b')), refused('04'), 'an empty label')
  t.equal(after(...toName('a\0b')), refused('04'), 'a name with a zero byte')
  t.end()
})

t.test('NET-08: SOCKS 5 tells how the dialling went by RFC 1928 codes', (t) => {
  const codes = (['open', 'unknown-host', 'refused', 'no-answer'] as const).map(
    (result) => begin().answer(result)[1],
  )
  t.same(codes, [0, 4, 5, 4])
  t.end()
})
