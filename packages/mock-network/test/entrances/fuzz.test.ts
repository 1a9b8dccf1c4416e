import fc from 'fast-check'
import t from 'tap'
import { dialledHostOf } from '../../src/entrances/dialled-host.ts'
import { type Handshake, heldBytesMax } from '../../src/entrances/handshake.ts'
import { ConnectHandshake } from '../../src/entrances/http-connect/connect-handshake.ts'
import { originOfUser } from '../../src/entrances/origin-of-user.ts'
import { SocksHandshake } from '../../src/entrances/socks/socks-handshake.ts'
import { brokenHeads, brokenSocks } from './broken-input.ts'

const runs = { numRuns: 100_000, seed: 20_121_103 }
const origins = ['outside', 'office-1', 'office-3']
const origin = originOfUser(origins.slice(1))

/** Pushes the input in pieces and tells what is wrong with the steps, if anything. */
function complaintOf(handshake: Handshake, input: Uint8Array, cut: number): string | undefined {
  const head = input.subarray(0, cut)
  const tail = input.subarray(cut)
  const steps = [head, tail].flatMap((part) => handshake.push(part))
  const last = steps.findIndex((step) => step.kind !== 'send')
  if (last !== -1 && last !== steps.length - 1) return 'a step after the last'
  const step = steps[last]
  if (step === undefined) return undefined
  if (handshake.push(input).length > 0) return 'it goes on after its end'
  if (step.kind !== 'enter') return undefined
  if (!origins.includes(step.origin)) return `the origin ${step.origin}`
  if (step.port < 0 || step.port > 65_535) return `the port ${step.port}`
  if (dialledHostOf(step.host) !== step.host) return `the host ${JSON.stringify(step.host)}`
  if (step.rest.length > input.length) return 'more behind the request than came'
  return undefined
}

function fuzz(begin: () => Handshake, inputs: fc.Arbitrary<Uint8Array>): Record<string, number> {
  const ends: Record<string, number> = {}
  const property = fc.property(inputs, fc.nat(600), (input, cut) => {
    const complaint = complaintOf(begin(), input, cut)
    if (complaint !== undefined) throw new Error(complaint)
    const kinds = begin()
      .push(input)
      .map((step) => step.kind)
    const end = kinds.at(-1) ?? 'more'
    ends[end] = (ends[end] ?? 0) + 1
  })
  fc.assert(property, runs)
  return ends
}

t.test('SEC-03: 100,000 malformed SOCKS inputs come to a verdict, whatever they are', (t) => {
  const ends = fuzz(() => new SocksHandshake(origin), brokenSocks)
  // The inputs are near enough to good ones to reach every corner.
  for (const end of ['more', 'send', 'close', 'enter']) t.ok((ends[end] ?? 0) > 1_000, end)
  t.end()
})

t.test('SEC-03: 100,000 malformed heads of CONNECT come to a verdict, whatever they are', (t) => {
  const ends = fuzz(() => new ConnectHandshake(origin), brokenHeads)
  for (const end of ['more', 'close', 'enter']) t.ok((ends[end] ?? 0) > 1_000, end)
  t.end()
})

t.test('SEC-03: the longest heads cost little time, however they are made', (t) => {
  const line = 'CONNECT a:443 HTTP/1.1\r\n'
  const heads = [
    `${line}A:${' '.repeat(16_000)}\x01\r\n\r\n`,
    `${line}A: a${' '.repeat(16_000)}b\r\n\r\n`,
    `${line}Proxy-Authorization: Basic ${' '.repeat(8_000)}${'a'.repeat(8_000)}!\r\n\r\n`,
    `CONNECT ${'a'.repeat(16_000)}. HTTP/1.1\r\n\r\n`,
    `CONNECT ${'a-'.repeat(8_000)}:443 HTTP/1.1\r\n\r\n`,
    `${'A'.repeat(16_000)}\r\n\r\n`,
  ]
  for (const head of heads) {
    const startedAt = performance.now()
    const steps = new ConnectHandshake(origin).push(Buffer.from(head, 'latin1'))
    t.equal(steps.length, 1)
    t.ok(head.length < heldBytesMax, 'it is judged by its content')
    t.ok(performance.now() - startedAt < 100, `${head.slice(0, 30)}: under 100 ms`)
  }
  t.end()
})
