import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { goFloat32, goString } from '../../src/toxiproxy/json/go-encode.ts'
import { GoJsonError, readFirstJson } from '../../src/toxiproxy/json/go-json.ts'
import { decodeStruct } from '../../src/toxiproxy/json/go-struct.ts'
import type { JsonValue } from '../../src/toxiproxy/json/json-value.ts'

const read = (text: string | Buffer): JsonValue => readFirstJson(Buffer.from(text))

function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'null':
      return null
    case 'array':
      return value.items.map(plain)
    case 'object':
      return Object.fromEntries(value.entries.map(([key, member]) => [key, plain(member)]))
    case 'number':
      return Number(value.digits)
    case 'bool':
    case 'string':
      return value.value
  }
}

t.test('NET-10: broken JSON is complained of in the words of Go', async (t) => {
  const complaints: Readonly<Record<string, string>> = {
    '': 'EOF',
    ' \n': 'EOF',
    '{': 'unexpected EOF',
    '"a': 'unexpected EOF',
    '[1,': 'unexpected EOF',
    x: "invalid character 'x' looking for beginning of value",
    '[1,]': "invalid character ']' looking for beginning of value",
    '{a': "invalid character 'a' looking for beginning of object key string",
    '{"a":1,}': "invalid character '}' looking for beginning of object key string",
    '{"a"=1}': "invalid character '=' after object key",
    '{"a":1 "b":2}': `invalid character '"' after object key:value pair`,
    '[1 2]': "invalid character '2' after array element",
    '"a\nb"': String.raw`invalid character '\n' in string literal`,
    '"\\x"': "invalid character 'x' in string escape code",
    '"\\u00g0"': String.raw`invalid character 'g' in \u hexadecimal character escape`,
    '-x': "invalid character 'x' in numeric literal",
    '[1.]': "invalid character ']' after decimal point in numeric literal",
    '[1e+]': "invalid character ']' in exponent of numeric literal",
    '[01]': "invalid character '1' after array element",
    nul1: "invalid character '1' in literal null (expecting 'l')",
    "'": String.raw`invalid character '\'' looking for beginning of value`,
    '\u0001': String.raw`invalid character '\x01' looking for beginning of value`,
    é: "invalid character 'Ã' looking for beginning of value",
    ['['.repeat(2_000)]: 'exceeded max depth',
  }
  for (const [text, message] of Object.entries(complaints)) {
    t.throws(() => read(text), { message }, text.slice(0, 20))
  }
})

t.test('NET-10: only the first value of a body is read', async (t) => {
  t.same(plain(read(' {"a":[1,"x"]}garbage')), { a: [1, 'x'] })
  t.equal(plain(read('12x')), 12)
  t.equal(plain(read(Buffer.from([0x22, 0xff, 0x22]))), '\ufffd')
  t.equal(plain(read('"\\ud800\\u0041"')), '\ufffdA')
})

t.test('NET-10: any JSON is read as it was written', async (t) => {
  const outcome = fc.check(
    fc.property(fc.jsonValue(), (value) => {
      deepStrictEqual(plain(read(JSON.stringify(value))), JSON.parse(JSON.stringify(value)))
    }),
    { numRuns: 5_000, seed: 1 },
  )
  t.notOk(outcome.failed, JSON.stringify(outcome.counterexample))
})

t.test('SEC-03: no body, however broken, is more than a complaint', async (t) => {
  const broken = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.stringMatching(/^[{}[\]",:\\u0-9a-f.eE+ -]{0,40}$/).map((text) => Buffer.from(text)),
    fc.tuple(fc.json(), fc.nat(), fc.nat(255)).map(([json, at, byte]) => {
      const bytes = Buffer.from(json)
      bytes[at % bytes.length] = byte
      return bytes
    }),
  )
  const ends = { read: 0, refused: 0 }
  fc.assert(
    fc.property(broken, (bytes) => {
      try {
        readFirstJson(bytes)
        ends.read++
      } catch (error) {
        if (!(error instanceof GoJsonError)) throw error
        ends.refused++
      }
    }),
    { numRuns: 100_000, seed: 2 },
  )
  t.ok(ends.read > 1_000 && ends.refused > 1_000, JSON.stringify(ends))
})

t.test('NET-10: integers are exact within 64 bits and refused beyond', async (t) => {
  const struct = { name: 'S', type: 'x.S', fields: { n: 'int64', f: 'float32' } } as const
  t.equal(decodeStruct(read('{"n":-9223372036854775808}'), struct)['n'], -(2n ** 63n))
  for (const digits of ['9223372036854775808', '1e3', '1.0', '123456789012345678901']) {
    const message = `json: cannot unmarshal number ${digits} into Go struct field S.n of type int64`
    t.throws(() => decodeStruct(read(`{"n":${digits}}`), struct), { message })
  }
  const message = 'json: cannot unmarshal number 1e39 into Go struct field S.f of type float32'
  t.throws(() => decodeStruct(read('{"f":1e39}'), struct), { message })
})

t.test('NET-10: strings and floats are written as Go writes them', async (t) => {
  t.equal(
    goString('<a & "b">\u2028\n\u0001'),
    String.raw`"\u003ca \u0026 \"b\"\u003e\u2028\n\u0001"`,
  )
  for (const [value, text] of [
    [0, '0'],
    [-0, '-0'],
    [0.1, '0.1'],
    [1e-7, '1e-7'],
    [16_777_216, '16777216'],
    [3.4028234663852886e38, '3.4028235e+38'],
  ] as const) {
    t.equal(goFloat32(Math.fround(value)), text)
  }
})
