import t from 'tap'
import type { Runbook } from '../../src/index.ts'
import { shippedLab } from '../shipped.ts'
import { FakeLab } from './fake-lab.ts'

const reset: Runbook = {
  runbook: 'reset',
  title: 'Reset A',
  guide: 'our own',
  windows: [
    {
      id: 'w',
      title: 'Window',
      steps: [
        {
          id: 'reset-a',
          title: 'Reset',
          guide: 'our own',
          on: 'a',
          do: 'factory-reset',
          with: { confirm: true },
        },
      ],
    },
  ],
}

/** What comes of the step where the box never answers, and perhaps says in its event that it goes down. */
function resetWithoutAnswer(goesDown: boolean) {
  const fake = new FakeLab(shippedLab('default'), {
    onInvoke: ({ operation, appliance }, lab) => {
      if (operation !== 'factory-reset') return undefined
      if (goesDown) lab.tell(appliance, { name: 'appliance-ending', how: 'factory-reset' })
      return 'silent'
    },
  })
  fake.play(reset)
  return fake.named('step-ended').find(({ step }) => step === 'reset-a')
}

t.test('WEB-04: a box that goes down before it has answered has done what was asked', async (t) => {
  t.match(resetWithoutAnswer(true), {
    outcome: 'passed',
    evidence: ['a: factory-reset begun; it went down before it had answered.'],
  })
  t.match(resetWithoutAnswer(false), {
    outcome: 'failed',
    found: 'no answer to factory-reset on a within 1m',
  })
})
