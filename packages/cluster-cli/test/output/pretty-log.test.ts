import t from 'tap'
import { prettyLine } from '../../src/output/pretty-log.ts'

t.test('LAB-04: a log is read at a terminal by when, how grave, what, and the rest', (t) => {
  const line = JSON.stringify({
    ...{ level: 40, time: 1_351_980_005_471, pid: 7, appliance: 'a', event: 'alert' },
    ...{ kind: 'conflict', text: 'a\u001B[2Jb' },
  })
  const pretty = prettyLine(line)
  t.match(pretty, /22:00:05\.471/)
  t.match(pretty, /warn .*alert.*appliance="a" kind="conflict"/)
  t.notMatch(pretty, '\u001B[2J', 'nothing in a log steers the terminal')
  for (const other of ['', 'no JSON', '7', 'null', '{"level":30,"time":1e99}'])
    t.equal(prettyLine(other), other)
  t.end()
})
