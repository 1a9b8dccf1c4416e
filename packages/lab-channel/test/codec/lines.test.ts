import t from 'tap'
import { encodeLine, LineDecoder, LineTooLong } from '../../src/index.ts'

t.test('SEC-03: lines come out whole however the bytes are cut', (t) => {
  const messages = [{ type: 'busy' }, { text: 'çã €\n' }, { long: 'x'.repeat(1_000) }]
  const bytes = Buffer.from(messages.map(encodeLine).join(''))
  for (const pieceBytes of [1, 2, 7, bytes.length]) {
    const decoder = new LineDecoder()
    const lines: string[] = []
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      lines.push(...decoder.push(bytes.subarray(at, at + pieceBytes)))
    }
    t.same(
      lines.map((line) => JSON.parse(line)),
      messages,
    )
  }
  t.end()
})

t.test('SEC-03: a line over the bound is refused before it is whole', (t) => {
  const decoder = new LineDecoder(10)
  t.same(decoder.push(Buffer.from('0123456789\n')), ['0123456789'])
  t.same(decoder.push(Buffer.from('01234')), [])
  t.throws(() => decoder.push(Buffer.from('567890')), LineTooLong)
  t.end()
})
