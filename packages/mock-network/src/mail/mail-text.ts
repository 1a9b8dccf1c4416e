/** What of an e-mail as it comes by SMTP is kept (RFC 5322, of MIME what plain text needs). */
export interface MailText {
  readonly subject: string
  readonly text: string
}

/** Of what is no plain text, the text is what stands there. */
export function mailTextOf(raw: Buffer): MailText {
  const whole = raw.toString('latin1')
  const end = /\r?\n\r?\n/.exec(whole)
  const head = end === null ? whole : whole.slice(0, end.index)
  const body = end === null ? '' : whole.slice(end.index + end[0].length)
  // A header goes on in lines that begin with white space (RFC 5322 2.2.3).
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const header = (name: string): string =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  const coding = header('content-transfer-encoding').toLowerCase()
  const decode = decoders[coding] ?? utf8Of
  return { subject: wordsOf(header('subject')), text: decode(body).replace(/\r\n/g, '\n') }
}

const utf8Of = (text: string): string => Buffer.from(text, 'latin1').toString('utf8')

/** RFC 2045 6.7 and 6.8. */
const decoders: Readonly<Record<string, (body: string) => string>> = {
  'quoted-printable': (body) => utf8Of(octetsOf(body.replace(/=[ \t]*\r?\n/g, ''))),
  base64: (body) => Buffer.from(body, 'base64').toString('utf8'),
}

const octetsOf = (text: string): string =>
  text.replace(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Words of other alphabets in a header (RFC 2047); white space between two of them means nothing. */
const wordsOf = (text: string): string =>
  utf8Of(
    text
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, coding: string, word: string) =>
        coding.toLowerCase() === 'b'
          ? Buffer.from(word, 'base64').toString('latin1')
          : octetsOf(word.replace(/_/g, ' ')),
      ),
  )
