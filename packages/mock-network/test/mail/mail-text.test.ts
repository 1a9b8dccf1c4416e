import t from 'tap'
import { mailTextOf } from '../../src/mail/mail-text.ts'

const of = (...lines: readonly string[]) => mailTextOf(Buffer.from(lines.join('\r\n'), 'utf8'))

t.test('WEB-06: of a mail the subject and the text are kept, as people read them', async (t) => {
  t.same(of('Subject: plain', 'X: y', '', 'one', 'two', ''), {
    subject: 'plain',
    text: 'one\ntwo\n',
  })
  t.same(
    of(
      'subject: =?UTF-8?Q?Sess=C3=A3o_?=',
      ' =?utf-8?B?Y29ydGFkYQ==?=',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'uma linha =',
      'longa: =C3=A9 =3D',
    ),
    { subject: 'Sessão cortada', text: 'uma linha longa: é =' },
  )
  t.same(of('Content-Transfer-Encoding: BASE64', '', 'b2zDoQ==').text, 'olá')
  t.same(of('Subject: no body'), { subject: 'no body', text: '' })
  t.same(of('', 'text alone'), { subject: '', text: '' })
})
