import { refusal, refused } from '@understudy/shared'
import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab, type Script } from './fake-lab.ts'

const runbook = shippedRunbook('asynchronous')
const lab = { ...shippedLab('default'), operator: { pageMsMin: 0, pageMsMax: 0 } }

function attended(script: Script) {
  const fake = new FakeLab(lab, { onAwaited: () => ({ kind: 'person', word: 'go-on' }), ...script })
  const { outcome, reason } = fake.play(runbook)
  return { fake, outcome, reason }
}

const endedOf = (fake: FakeLab, step: string) =>
  fake.named('step-ended').filter((event) => event.step === step)

t.test(
  'REH-04: who has to approve is asked before the step, and their time is told as theirs',
  (t) => {
    const { fake, outcome } = attended({})
    t.equal(outcome, 'completed')
    const asked = runbook.windows
      .flatMap(({ steps }) => steps)
      .filter((step) => step.approve || step.decide)
    t.same(
      fake.named('person-awaited').map(({ step }) => step),
      asked.map(({ id }) => id),
    )
    t.ok(
      fake
        .named('person-answered')
        .every(({ tookMs, word }) => tookMs === 1_000 && word === 'go-on'),
    )
    const first = fake.told.findIndex(({ name }) => name === 'person-awaited')
    t.same(
      fake.told.slice(first, first + 3).map(({ name }) => name),
      ['person-awaited', 'person-answered', 'step-started'],
    )
    t.match(endedOf(fake, 'told')[0]?.evidence, [/somebody said so/])
    t.end()
  },
)

t.test('REH-04: without people nobody is asked, and a failure ends the rehearsal', (t) => {
  const fake = new FakeLab(lab, {
    onInvoke: ({ operation }) =>
      operation === 'break-relationship'
        ? refused(refusal('no-relationship', { appliance: 'b' }))
        : undefined,
  })
  t.equal(fake.play(runbook).outcome, 'stopped')
  t.same(fake.named('person-awaited'), [])
  t.end()
})

t.test('REH-04: a step that failed is tried again from there on', (t) => {
  let refusals = 2
  const { fake, outcome } = attended({
    onInvoke: ({ operation }) =>
      operation === 'break-relationship' && refusals-- > 0
        ? refused(refusal('no-relationship', { appliance: 'b' }))
        : undefined,
  })
  t.equal(outcome, 'completed')
  t.same(
    endedOf(fake, 'break-b').map((event) => event.outcome),
    ['failed', 'failed', 'passed'],
  )
  t.equal(endedOf(fake, 'sync-b').length, 1, 'what was done before is not done again')
  t.match(
    fake.named('person-awaited').find(({ kind }) => kind === 'failure'),
    { step: 'break-b', question: /^Step break-b failed: expected b to do break-relationship/ },
  )
  t.end()
})

t.test('REH-04: a step is skipped only with a reason, which is evidence and a warning', (t) => {
  const { fake, outcome } = attended({
    onAwaited: ({ step }, said) => {
      if (step !== 'keep-msi') return { kind: 'person', word: 'go-on' }
      said.after(2_000, () => {})
      said.say({ kind: 'person', word: 'skip', reason: 'no MSI is used here' })
      return { kind: 'person', word: 'skip' }
    },
  })
  t.equal(outcome, 'completed')
  t.match(endedOf(fake, 'keep-msi'), [
    { outcome: 'skipped', evidence: ['Skipped: no MSI is used here'] },
  ])
  t.match(
    fake.named('warning').find(({ code }) => code === 'step-skipped'),
    { step: 'keep-msi', message: /no MSI is used here$/ },
  )
  t.end()
})

t.test('REH-04: a skip without a reason skips nothing', (t) => {
  const words = [{ word: 'skip' }, { word: 'pause' }, { word: 'go-on' }] as const
  const fake = new FakeLab(lab, {
    onAwaited: (_asked, said) => {
      said.say({ kind: 'person', ...words[0] })
      return { kind: 'person', word: 'go-on' }
    },
  })
  fake.play(runbook)
  t.ok(fake.named('person-answered').every(({ word }) => word === 'go-on'))
  t.ok(fake.named('step-ended').every(({ outcome }) => outcome === 'passed'))
  t.end()
})

t.test(
  'REH-04: a pause comes before the next step, once, and words that nobody asked for do nothing',
  (t) => {
    const { fake, outcome } = attended({
      onInvoke: ({ operation, appliance }, said) => {
        if (operation === 'sync-now' && appliance === 'b' && endedOf(said, 'sync-b').length === 0) {
          said.say({ kind: 'person', word: 'go-on' })
          said.say({ kind: 'person', word: 'pause' })
          said.say({ kind: 'person', word: 'skip', reason: 'nobody asked' })
        }
        return undefined
      },
    })
    t.equal(outcome, 'completed')
    t.same(
      fake
        .named('person-awaited')
        .filter(({ kind }) => kind === 'pause')
        .map(({ step }) => step),
      ['break-b'],
    )
    t.equal(endedOf(fake, 'sync-b')[0]?.outcome, 'passed')
    t.end()
  },
)
