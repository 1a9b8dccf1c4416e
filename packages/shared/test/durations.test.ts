import t from 'tap'
import { formatDuration, parseDuration } from '../src/index.ts'

t.test('durations are read and written in their units', async (t) => {
  for (const [text, ms] of [
    ['500ms', 500],
    ['60s', 60_000],
    ['90m', 5_400_000],
    ['4h', 14_400_000],
  ] as const)
    t.equal(parseDuration(text), ms, text)
  for (const text of ['', '5', 'm', '-5m', '1.5h', '5 m', '5M', '1d', '9999999999h'])
    t.equal(parseDuration(text), undefined, text)
  t.same([0, 1, 1_500, 60_000, 5_400_000, 14_400_000].map(formatDuration), [
    '0ms',
    '1ms',
    '1500ms',
    '1m',
    '90m',
    '4h',
  ])
})
