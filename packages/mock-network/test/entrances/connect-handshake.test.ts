import t from 'tap'
import { heldBytesMax } from '../../src/entrances/handshake.ts'
import { ConnectHandshake } from '../../src/entrances/http-connect/connect-handshake.ts'
import { originOfUser } from '../../src/entrances/origin-of-user.ts'

const begin = (): ConnectHandshake => new ConnectHandshake(originOfUser(['office-1', 'office-3']))

/** What comes of this text: the request as a word, or the answer's first line and its body. */
function said(text: string): string {
  const [step] = begin().push(Buffer.from(text, 'latin1'))
  if (step === undefined) return 'more'
  if (step.kind === 'enter')
    return `enter ${step.origin} ${step.host} ${step.port} ${Buffer.from(step.rest)}`.trim()
  return responseOf(Buffer.from(step.bytes).toString())
}

function responseOf(text: string): string {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const [first = '', ...fields] = head.split('\r\n')
  const length = fields.find((field) => field.startsWith('Content-Length: '))?.slice(16)
  return Number(length) === body.length ? `${first}: ${body.trim()}` : 'a wrong length'
}

const target = 'support.example.com:443'
const head = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`
const asUser = (user: string, password = 'x'): string =>
  `Proxy-Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

t.test('NET-08: CONNECT takes names and addresses, and keeps what comes behind', (t) => {
  const enters = (authority: string): string =>
    said(`${head(`CONNECT ${authority} HTTP/1.1`)}hello`)
  t.equal(enters('Support.Example.com.:443'), 'enter outside support.example.com 443 hello')
  t.equal(enters('192.0.2.11:8443'), 'enter outside 192.0.2.11 8443 hello')
  t.equal(enters('[2001:DB8:0:0::192.0.2.11]:443'), 'enter outside 2001:db8::c000:20b 443 hello')
  t.equal(enters('[::]:1'), 'enter outside :: 1 hello')
  t.equal(enters('[::ffff:192.0.2.11]:443'), 'enter outside 192.0.2.11 443 hello', 'NET-14: mapped')
  t.equal(
    said(`\r\n\nCONNECT ${target} HTTP/1.0\nHost: x\n\n`),
    'enter outside support.example.com 443',
  )
  t.end()
})

t.test('NET-08: CONNECT gives the same step however its bytes are cut', (t) => {
  const text = `\r\n${head(`CONNECT ${target} HTTP/1.1`, `Host: ${target}`, asUser('office-3'))}`
  t.equal(said(text), 'enter office-3 support.example.com 443')
  const slowly = begin()
  const steps = [...Buffer.from(text)].flatMap((byte) => slowly.push(Uint8Array.of(byte)))
  t.match(steps, [{ kind: 'enter', origin: 'office-3', host: 'support.example.com', port: 443 }])
  t.same(slowly.push(Buffer.from(text)), [], 'no step after the request')
  t.end()
})

t.test('NET-08: the proxy user chooses the office; an unknown one is asked again', (t) => {
  const reached = (...lines: string[]): string => said(head(`CONNECT ${target} HTTP/1.1`, ...lines))
  t.match(reached(asUser('office-1')), /^enter office-1 /)
  t.match(reached(asUser('')), /^enter outside /)
  t.match(reached(asUser('office-1', '')), /^enter office-1 /, 'NET-14: an empty password')
  t.match(reached(asUser('ofice-1', '')), /^HTTP\/1.1 407 /, 'a user is only sent on purpose')
  t.match(reached(asUser('office-2')), /^HTTP\/1.1 407 .*no office/)
  t.match(reached('proxy-authorization: Bearer abc'), /^HTTP\/1.1 407 .*Expected Basic/)
  t.match(reached('Proxy-Authorization: Basic b2ZmaWNlLTE='), /^HTTP\/1.1 407/, 'no colon')
  t.match(reached(asUser('office-1'), asUser('office-3')), /^HTTP\/1.1 400/)
  const [step] = begin().push(Buffer.from(head(`CONNECT ${target} HTTP/1.1`, asUser('nobody'))))
  t.match(Buffer.from(step?.kind === 'close' ? step.bytes : []).toString(), /Authenticate: Basic/)
  t.end()
})

t.test('NET-14: the door that asks lets in who answers, and nobody as somebody else', (t) => {
  const asked = (...lines: string[]): string => {
    const handshake = new ConnectHandshake(originOfUser(['office-1']), 'asks')
    const text = head(`CONNECT ${target} HTTP/1.1`, ...lines)
    const [step] = handshake.push(Buffer.from(text, 'latin1'))
    return step?.kind === 'enter' ? step.origin : Buffer.from(step?.bytes ?? []).toString()
  }
  t.match(asked(), /^HTTP.1.1 407 .*Proxy-Authenticate: Basic realm="office"/s)
  t.equal(asked(asUser('office-1')), 'office-1')
  t.equal(asked(asUser('outside')), 'outside')
  t.match(asked(asUser('office-2')), /^HTTP.1.1 407 /)
  t.end()
})

t.test('NET-08: what is no CONNECT is refused with a sentence', (t) => {
  t.match(said(head('GET http://support.example.com/ HTTP/1.1')), /405 .*GET .*speaks TLS only/)
  t.match(said(head('GET / HTTP/1.1', 'Host: x')), /405 .*by CONNECT/)
  t.match(said(head(`CONNECT ${target} HTTP/2.0`)), /^HTTP\/1.1 505/)
  for (const bad of ['support.example.com', ':443', '[::1:443', '[fe80::1%1]:443', 'a..b:443'])
    t.match(said(head(`CONNECT ${bad} HTTP/1.1`)), /^HTTP\/1.1 400 .*target/, bad)
  for (const bad of ['0', '65536', '443x', ''])
    t.match(said(head(`CONNECT a:${bad} HTTP/1.1`)), /400/)
  t.match(said('\x16\x03\x01\x02\x00'), /400 .*not HTTP/, 'TLS is known by its first byte')
  t.match(said('\x05\x01\x00'), /400 .*not HTTP/, 'and SOCKS')
  t.match(said(head('CONNECT')), /400 .*Expected a line/)
  t.match(said(head(`CONNECT ${target} HTTP/1.1`, 'Host : x')), /400 .*Header field 1/)
  t.match(said(head(`CONNECT ${target} HTTP/1.1`, 'A: b', ' folded')), /400 .*Header field 2/)
  t.match(said(head(`CONNECT ${target} HTTP/1.1`, 'A: \x01')), /400 .*Header field 1/)
  t.end()
})

t.test('SEC-03: a head that never ends, or has too many fields, is refused', (t) => {
  const start = `CONNECT ${target} HTTP/1.1\r\nA: `
  t.equal(said(start.padEnd(heldBytesMax, 'x')), 'more')
  t.match(said(start.padEnd(heldBytesMax + 1, 'x')), /431 .*16384 bytes/)
  const fields = Array.from({ length: 101 }, (_, index) => `f${index}: x`)
  t.match(said(head(`CONNECT ${target} HTTP/1.1`, ...fields)), /431 .*100 header/)
  t.match(said(head(`CONNECT ${target} HTTP/1.1`, ...fields.slice(1))), /^enter/)
  t.end()
})

t.test('NET-08: CONNECT tells how the dialling went by status and sentence', (t) => {
  const handshake = begin()
  handshake.push(Buffer.from(head(`CONNECT ${target} HTTP/1.1`)))
  const answer = (result: 'open' | 'unknown-host' | 'refused' | 'no-answer'): string =>
    Buffer.from(handshake.answer(result)).toString()
  t.equal(answer('open'), 'HTTP/1.1 200 Connection established\r\n\r\n')
  t.match(responseOf(answer('unknown-host')), /502 .*support.example.com:443/)
  t.match(responseOf(answer('refused')), /502 .*Nothing listens at support.example.com:443/)
  t.match(responseOf(answer('no-answer')), /504 .*no answer from support.example.com:443/)
  t.match(responseOf(Buffer.from(handshake.expire()).toString()), /408/)
  t.end()
})
