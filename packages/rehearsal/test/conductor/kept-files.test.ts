import { accepted, isoTimeOf } from '@understudy/shared'
import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab } from './fake-lab.ts'

const header = 'Name,Kind,Connection Type,Version,Status,Status Details,Last Check-In\r\n'
const line = (name: string, date: string): string =>
  `${name},jump-client,active,12.2.0,online,up-to-date,${date}\r\n`

/** A rehearsal in which the list of Jump Clients is that, made from the time of asking. */
function exported(csvAt: (nowMs: number) => string) {
  const fake: FakeLab = new FakeLab(shippedLab('default'), {
    onInvoke: ({ operation }) =>
      operation === 'export-jump-clients'
        ? accepted({ csv: csvAt(fake.nowMs), count: 1 })
        : undefined,
  })
  t.equal(fake.play(shippedRunbook('asynchronous')).outcome, 'completed')
  const steps = new Map(fake.named('step-ended').map((e) => [e.step, e.evidence.join('\n')]))
  return { fake, steps }
}

t.test('REH-05: what a step downloads is kept beside the report, named by the step', async (t) => {
  const { fake, steps } = exported(() => header)
  t.strictSame(
    [...fake.kept.keys()],
    [
      'backup-a.nsb',
      'backup-b.nsb',
      'certificate-a.p12',
      'certificate-b.p12',
      'update-b-Base-3.3.2.nsb',
      'update-b-Bomgar-12.2.0.nsb',
      'jump-clients-1.jump-clients.csv',
      'update-a-Base-3.3.2.nsb',
      'update-a-Bomgar-12.2.0.nsb',
      'jump-clients-2.jump-clients.csv',
    ],
  )
  t.equal(fake.kept.get('backup-a.nsb'), 'the file that a gave')
  t.equal(fake.kept.get('jump-clients-1.jump-clients.csv'), header, 'CSV, not CSV inside JSON')
  t.match(steps.get('backup-a'), 'Kept as backup-a.nsb.')
  t.equal(
    steps.get('certificate-a'),
    'a: certificate factory exported, its private key under a passphrase.\nKept as certificate-a.p12.',
  )
})

t.test('CLI-04: dates that are all later than the update are evidence', async (t) => {
  const { fake, steps } = exported((nowMs) => header + line('jump-1', isoTimeOf(nowMs)))
  t.match(
    steps.get('jump-clients-1'),
    /1 Jump Clients .* all have checked in since its update at 20/,
  )
  t.same(fake.named('warning'), [])
})

t.test(
  'CLI-04: a date that is earlier than the update, or none, is warned of by name',
  async (t) => {
    const { fake } = exported(
      (nowMs) =>
        header +
        line('jump-1', isoTimeOf(nowMs)) +
        line('"jump, ""2"""', '2012-11-03T22:00:00.000Z') +
        line('jump-3', 'never'),
    )
    t.match(fake.named('warning'), [
      {
        step: 'jump-clients-1',
        code: 'jump-clients-behind',
        message: /^2 of 3 .* on B since its update at 20.*: jump, "2", jump-3 \(CLI-04\)/,
      },
      { step: 'jump-clients-2' },
    ])
  },
)

t.test('SYN-05: evidence of a sync carries its date and time', async (t) => {
  const { steps } = exported(() => header)
  t.match(steps.get('sync-b'), /sync finished at 2012-11-03T22:\d\d:\d\d/)
  t.match(steps.get('sync-b'), /its last result success at 2012-11-03T22:\d\d/)
})

t.test('UPD-08: an update with a wait lets a day pass between two site packages', async (t) => {
  const runbook = shippedRunbook('asynchronous')
  const windows = runbook.windows.map((window) => ({
    ...window,
    steps: window.steps.map((step) => (step.update ? { ...step, wait: '24h' } : step)),
  }))
  const lab = { ...shippedLab('legacy'), target: { base: '3.2.4', site: '11.1.0' } }
  const fake = new FakeLab(lab)
  t.equal(fake.play({ ...runbook, windows }).outcome, 'completed')
  t.notOk(fake.named('warning').some(({ code }) => code === 'client-updates'))
  const [update] = fake.named('step-ended').filter(({ step }) => step === 'update-b')
  t.match(update?.evidence.join('\n'), /b: waited until 24h after the site package before Bomgar-/)
})
