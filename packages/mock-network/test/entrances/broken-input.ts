import fc from 'fast-check'

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength })
const concatenated = (...parts: fc.Arbitrary<Uint8Array>[]): fc.Arbitrary<Uint8Array> =>
  fc.tuple(...parts).map((all) => Buffer.concat(all))
const constant = (...values: number[]): fc.Arbitrary<Uint8Array> =>
  fc.constant(Uint8Array.from(values))

/** Its length in one byte, and then it; sometimes the length is a lie. */
const counted = (part: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(part, fc.option(fc.nat(255), { freq: 8 }))
    .map(([content, lie]) => Buffer.concat([Uint8Array.of(lie ?? content.length), content]))

const text = (...words: string[]): fc.Arbitrary<Uint8Array> =>
  fc.constantFrom(...words).map((word) => Buffer.from(word, 'latin1'))

/** Changes some bytes of an input, or cuts it short. */
const damaged = (input: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(input, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 3 }), fc.nat(800))
    .map(([whole, changes, end]) => {
      const copy = Uint8Array.from(whole)
      for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte
      return copy.subarray(0, end)
    })

const greeting = fc.oneof(
  constant(5, 1, 0),
  concatenated(constant(5), counted(bytes(4))),
  constant(5, 2, 0, 2),
)
const credentials = concatenated(
  constant(1),
  counted(fc.oneof(text('office-1', 'office-3', '', 'outside', 'nobody'), bytes(20))),
  counted(bytes(8)),
)
const address = fc.oneof(
  concatenated(constant(1), bytes(4)),
  concatenated(constant(4), bytes(16)),
  concatenated(constant(3), counted(fc.oneof(text('support.example.com', 'a..b'), bytes(255)))),
  bytes(20),
)
const request = concatenated(constant(5, 1, 0), address, constant(1, 187))

const zeroEnded = (part: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  concatenated(part, constant(0))
const socks4 = concatenated(
  constant(4, 1, 1, 187),
  fc.oneof(constant(0, 0, 0, 1), bytes(4), constant(192, 0, 2, 11)),
  zeroEnded(fc.oneof(text('office-1', 'maria', ''), bytes(300))),
  zeroEnded(fc.oneof(text('support.example.com', '2001:db8::1', '[::1]', 'a..b'), bytes(300))),
)

/** Byte strings near to good SOCKS of either version, and far from it. */
export const brokenSocks: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 1, arbitrary: bytes(300) },
  { weight: 2, arbitrary: damaged(concatenated(greeting, request, bytes(10))) },
  { weight: 3, arbitrary: damaged(concatenated(constant(5, 1, 2), credentials, request)) },
  { weight: 2, arbitrary: concatenated(constant(5, 1, 0), request, bytes(10)) },
  { weight: 2, arbitrary: damaged(socks4) },
)

const authority = fc.oneof(
  text(
    'support.example.com:443',
    '192.0.2.11:80',
    '[2001:db8::c000:20b]:443',
    '[::ffff:1.2.3.4]:1',
  ),
  text(
    'a:0',
    'a:65536',
    '[::1',
    '[1::2::3]:4',
    ':',
    'user@host:443',
    'http://support.example.com/',
  ),
  bytes(40),
)
const field = fc.oneof(
  text('Host: x\r\n', 'A: \r\n', ' folded\r\n', ': x\r\n', 'A b: c\r\n', '\r\n', '\n'),
  text('Proxy-Authorization: Basic b2ZmaWNlLTM6eA==\r\n', 'Proxy-Authorization: Basic \r\n'),
  concatenated(text('Proxy-Authorization: Basic '), bytes(30), text('\r\n')),
  concatenated(bytes(12), text(':', ''), bytes(20), text('\r\n', '\n', '\r')),
)
const head = concatenated(
  text('', '\r\n', '\n\r\n'),
  text('CONNECT ', 'CONNECT ', 'CONNECT ', 'GET ', 'connect ', 'CONNECT'),
  authority,
  text(' HTTP/1.1\r\n', ' HTTP/1.1\r\n', ' HTTP/1.0\n', ' HTTP/2.0\r\n', ' \r\n', '\r\n'),
  fc.array(field, { maxLength: 4 }).map((fields) => Buffer.concat(fields)),
  text('\r\n', '\r\n', '\n', ''),
  bytes(10),
)

/** Byte strings near to a good CONNECT, and far from it. */
export const brokenHeads: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 1, arbitrary: bytes(300) },
  { weight: 4, arbitrary: head },
  { weight: 2, arbitrary: damaged(head) },
)
