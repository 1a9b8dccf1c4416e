import t from 'tap'
import { originOfUser } from '../../../src/entrances/origin-of-user.ts'
import { SocksHandshake } from '../../../src/entrances/socks/socks-handshake.ts'

const begin = (): SocksHandshake => new SocksHandshake(originOfUser(['office-1', 'office-3']))
const named = [0, 0, 0, 1]
const text = (value: string): number[] => [...Buffer.from(value), 0]
const request = (address: readonly number[], ...texts: string[]): number[] => [
  ...[4, 1, 1, 187],
  ...address,
  ...texts.flatMap(text),
]
const refused = 'close 005b000000000000'

/** What comes of these bytes, in as many pieces: the request as a word, or the last words in hex. */
function said(...pieces: readonly (readonly number[])[]): string {
  const handshake = begin()
  const steps = pieces.flatMap((piece) => handshake.push(Uint8Array.from(piece)))
  const [step] = steps
  if (step === undefined) return 'more'
  if (steps.length > 1) return 'too many steps'
  if (step.kind !== 'enter') return `${step.kind} ${Buffer.from(step.bytes).toString('hex')}`
  return `enter ${step.origin} ${step.host} ${step.port} ${Buffer.from(step.rest)}`.trim()
}

t.test('NET-14: SOCKS 4 takes addresses and 4a names, and keeps what comes behind', (t) => {
  t.equal(said(request([192, 0, 2, 11], '')), 'enter outside 192.0.2.11 443')
  t.equal(
    said([...request(named, '', 'Support.Example.com.'), ...Buffer.from('hello')]),
    'enter outside support.example.com 443 hello',
  )
  t.equal(said(request(named, '', '[2001:db8::1]')), 'enter outside 2001:db8::1 443')
  t.equal(said(request(named, '', '::ffff:192.0.2.11')), 'enter outside 192.0.2.11 443')
  t.equal(said(request([0, 0, 0, 0], '')), 'enter outside 0.0.0.0 443', 'not 4a')
  t.end()
})

t.test('NET-14: SOCKS 4 gives the same step however its bytes are cut', (t) => {
  const bytes = request(named, 'office-3', 'support.example.com')
  const whole = 'enter office-3 support.example.com 443'
  t.equal(said(bytes), whole)
  t.equal(said(...bytes.map((byte) => [byte])), whole, 'byte by byte')
  t.equal(said(bytes.slice(0, -1)), 'more')
  t.equal(said(bytes, bytes), whole, 'no step after the request')
  t.end()
})

t.test('NET-14: a SOCKS 4 user is an office, or who the program runs as', (t) => {
  t.equal(said(request(named, 'office-1', 'a')), 'enter office-1 a 443')
  t.equal(said(request(named, 'maria', 'a')), 'enter outside a 443')
  t.equal(said(request(named, 'office-2', 'a')), refused, 'no such office')
  t.end()
})

t.test('NET-14: SOCKS 4 refuses what it cannot do, in its own words', (t) => {
  t.equal(said([4, 2]), refused, 'BIND')
  t.equal(said(request(named, '', 'a..b')), refused)
  t.equal(said(request(named, '', '')), refused)
  t.equal(said([4, 1, 1, 187, ...named, ...new Array(255).fill(97)]), 'more')
  t.equal(
    said([4, 1, 1, 187, ...named, ...new Array(256).fill(97)]),
    refused,
    'SEC-03: an endless user',
  )
  t.equal(
    said([...request(named, ''), ...new Array(256).fill(97)]),
    refused,
    'SEC-03: an endless name',
  )
  t.equal(said([6]), 'close ', 'another version')
  const codeOf = (result: 'open' | 'refused'): number | undefined => {
    const handshake = begin()
    handshake.push(Uint8Array.from(request(named, '', 'a')))
    return handshake.answer(result)[1]
  }
  t.equal(codeOf('open'), 0x5a)
  t.equal(codeOf('refused'), 0x5b)
  t.end()
})
