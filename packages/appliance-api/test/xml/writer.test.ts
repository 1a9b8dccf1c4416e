import t from 'tap'
import { XmlWriter } from '../../src/xml/writer.ts'

/** What each of these becomes as text, and in an attribute. */
const written: readonly (readonly [given: string, text: string, attribute: string])[] = [
  ['<', '&lt;', '&lt;'],
  ['>', '&gt;', '&gt;'],
  ['&', '&amp;', '&amp;'],
  ['"', '"', '&quot;'],
  ['\n', '\n', '&#10;'],
  ['\t', '\t', '&#9;'],
  ['\r', '&#13;', '&#13;'],
  ['\u0001', '\ufffd', '\ufffd'],
  ['\ud800', '\ufffd', '\ufffd'],
  ['\udc00', '\ufffd', '\ufffd'],
  ['\uffff', '\ufffd', '\ufffd'],
  ['ã', 'ã', 'ã'],
  ['😀', '😀', '😀'],
]

const bodyOf = (write: (xml: XmlWriter) => void): string => {
  const xml = new XmlWriter()
  write(xml)
  return xml.take().split('\n\n')[1] ?? ''
}

t.test('API-02: whatever a text holds, alone or among others, a parser gets it back', (t) => {
  for (const [given, text, attribute] of written)
    for (const [before, after] of [
      ['', ''],
      ['a', 'b'],
    ] as const) {
      const one = bodyOf((xml) => xml.leaf('x', before + given + after, { y: given }))
      t.equal(one, `<x y="${attribute}">${before}${text}${after}</x>\n`, JSON.stringify(given))
    }
  t.end()
})

t.test('API-03: one element a line, indented by its depth, also where names repeat', (t) => {
  const text = bodyOf((xml) => {
    xml.begin('a')
    xml.begin('a', { n: 1 })
    xml.leaf('a', 2)
    xml.empty('a')
    xml.end()
    xml.empty('a', { n: 3 })
    xml.end()
  })
  t.equal(text, '<a>\n\t<a n="1">\n\t\t<a>2</a>\n\t\t<a/>\n\t</a>\n\t<a n="3"/>\n</a>\n')
  t.end()
})
