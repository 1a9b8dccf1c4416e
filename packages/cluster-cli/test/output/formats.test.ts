import t from 'tap'
import { commandLine } from '../support/command-line.ts'
import { smallLab } from '../support/lab-file.ts'

/** Somebody has to install a console by hand afterwards: a warning. */
const warningLab = smallLab.replace('representatives: 3', 'representatives: 3, msiConsoles: 1')

t.test(
  'REH-05: --tap prints TAP alone, and --strict exits with 4 where there are warnings',
  async (t) => {
    const folder = t.testdir({ 'lab.yaml': warningLab })
    const args = ['rehearse', 'asynchronous', '--lab', 'lab.yaml', '--world', 'virtual', '--tap']
    const { code, out, err } = await commandLine(folder, [...args, '--strict'])
    t.equal(code, 4, err)
    t.match(out, /^TAP version 14\n/)
    t.match(out, '- verdict: passed with warnings\n')
    t.match(out, /\n1\.\.\d+\n$/)
    t.match(err, 'the lab is ready', 'progress goes to standard error')
    t.match(err, 'report: ')
  },
)

t.test('REH-05: one report goes to standard output, not two', async (t) => {
  const folder = t.testdir({ 'lab.yaml': smallLab })
  const args = ['rehearse', 'asynchronous', '--lab', 'lab.yaml', '--json', '--tap']
  t.match(await commandLine(folder, args), {
    code: 3,
    out: '',
    err: 'understudy: expected one of --json and --tap, found both\n',
  })
})
