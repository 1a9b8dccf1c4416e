import t from 'tap'
import { UsageError } from '../../src/usage/errors.ts'
import { parseOptions } from '../../src/usage/options.ts'
import { seedOf, wordsOf } from '../../src/usage/values.ts'

const table = { lab: { value: 'FILE', help: '' }, json: { help: '' } }

t.test('words, values and flags are told apart', async (t) => {
  const line = parseOptions(['one', '--lab=x', '--json', 'two'], table)
  t.same(
    [line.words, [...line.values], [...line.flags]],
    [['one', 'two'], [['lab', 'x']], ['json']],
  )
})

const mistakes: readonly (readonly [readonly string[], string])[] = [
  [['--lba', 'x'], 'unknown option "--lba"; did you mean "--lab"?'],
  [['--constructor'], 'unknown option "--constructor"; expected one of: --lab, --json'],
  [['--lab'], 'option --lab expects FILE, found nothing'],
  [['--lab', '--json'], 'option --lab expects FILE, found --json'],
  [['--json=yes'], 'option --json takes no value, found "yes"'],
  [['--json', '--json'], 'option --json is given twice'],
]
for (const [args, complaint] of mistakes)
  t.test(`${args.join(' ')} is refused`, async (t) => {
    t.throws(() => parseOptions(args, table), new UsageError(complaint))
  })

t.test('a seed is a plain integer', async (t) => {
  t.same([seedOf(undefined), seedOf('007')], ['1', '7'])
  for (const seed of ['-1', '1.5', 'x', '', '1'.repeat(16)])
    t.throws(() => seedOf(seed), UsageError)
})

t.test('missing and superfluous words are named', async (t) => {
  t.throws(() => wordsOf([], ['runbook']), new UsageError('<runbook> is missing'))
  t.throws(
    () => wordsOf(['x', 'y'], ['runbook']),
    new UsageError('expected <runbook>, found also "y"'),
  )
})
