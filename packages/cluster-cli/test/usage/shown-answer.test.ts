import t from 'tap'
import { shownAnswer } from '../../src/usage/shown-answer.ts'

t.test('CLI-04, UPD-04: what goes into a file is shown as it is, all else as JSON', (t) => {
  t.same(shownAnswer({ csv: 'a,b\n1,2\n' }), { text: 'a,b\n1,2\n', besides: undefined })
  const key = '-----BEGIN KEY-----\nH4sI\n-----END KEY-----\n'
  t.same(shownAnswer({ key, expiresAtMs: 1_351_982_458_000 }), {
    text: key,
    besides: 'it expires at 2012-11-03T22:40:58Z\n',
  })
  t.same(shownAnswer({ key: '1234567' }).text, '{\n  "key": "1234567"\n}\n', 'a session key')
  t.same(shownAnswer(null), { text: 'done\n', besides: undefined })
  t.same(shownAnswer({ warning: 'w' }), {
    text: '{\n  "warning": "w"\n}\n',
    besides: 'warning: w\n',
  })
  t.end()
})
