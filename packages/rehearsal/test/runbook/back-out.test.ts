import type { LabConfig, SwingMethod } from '@understudy/shared'
import t from 'tap'
import { backedOut, checkRunbook, plannedRunbook, type Runbook } from '../../src/index.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'

const step = (id: string, more: object = {}) => ({
  id,
  title: id,
  guide: 'our own',
  wait: '1m',
  ...more,
})
const runbookWith = (backOut: readonly object[]) =>
  ({
    runbook: 'mine',
    title: 'Mine',
    guide: 'our own',
    windows: [
      { id: 'w1', title: 'One', steps: [step('one'), step('two')] },
      { id: 'w2', title: 'Two', steps: [step('three'), step('four')] },
    ],
    backOut,
  }) as Runbook
const idsOf = (runbook: Runbook) =>
  runbook.windows.map(({ id, steps }) => [id, ...steps.map((s) => s.id)])

t.test('REH-05: up to the step, and then the way back whose beginning came last', async (t) => {
  const runbook = runbookWith([
    { after: 'two', title: 'Early', steps: [step('back-early')] },
    { after: 'four', title: 'Late', none: 'it is too late' },
  ])
  t.same(checkRunbook(runbook), [])
  const played = (at: string) => {
    const back = backedOut(runbook, at)
    return back.ok ? idsOf(back.runbook) : back.reason
  }
  t.same(played('three'), [
    ['w1', 'one', 'two'],
    ['w2', 'three'],
    ['back-out', 'back-early'],
  ])
  t.same(played('two'), [
    ['w1', 'one', 'two'],
    ['back-out', 'back-early'],
  ])
  t.equal(played('one'), 'after one nothing has to be taken back yet')
  t.equal(played('four'), 'after four there is no way back: it is too late')
  t.match(played('thre'), /there is no step thre \(did you mean "three"\?\)/)
  t.equal(played('swing-to-b'), 'there is no step swing-to-b; there are ways back from two on')
  const back = backedOut(runbook, 'two')
  t.same(back.ok && checkRunbook(back.runbook), [], 'what is played is a runbook like any other')
})

t.test(
  'REH-01: of the ways back of a shipped runbook a lab plays those of its swing',
  async (t) => {
    const swings: Readonly<Record<SwingMethod, readonly string[]>> = {
      'shared-ip': ['back-leave-b', 'back-take-a', 'back-site-a', 'back-test-a'],
      dns: [
        'back-edit-dns',
        'back-propagate-dns',
        'back-log-in-again',
        'back-site-a',
        'back-test-a',
      ],
      nat: ['back-edit-nat', 'back-log-in-again', 'back-site-a', 'back-test-a'],
    }
    for (const [swing, ids] of Object.entries(swings)) {
      const { network, ...lab } = shippedLab('default')
      const by = { ...lab, network: { ...network, swing } } as LabConfig
      const back = backedOut(plannedRunbook(shippedRunbook('asynchronous'), by), 'test-site-b')
      t.same(back.ok && back.runbook.windows.at(-1)?.steps.map(({ id }) => id), ids, swing)
    }
  },
)

t.test('REH-01: mistakes in a way back are told with their place', async (t) => {
  const table: readonly [object, string, string][] = [
    [{ after: 'tow', title: 'T', steps: [step('b')] }, '/backOut/0/after', '"tow"'],
    [{ after: 'two', title: 'T' }, '/backOut/0', 'neither'],
    [{ after: 'two', title: 'T', none: 'no', steps: [step('b')] }, '/backOut/0', 'both'],
    [{ after: 'two', title: 'T', steps: [step('one')] }, '/backOut/0/steps/0/id', '"one"'],
    [
      { after: 'two', title: 'T', steps: [step('b', { wait: 'between-windows' })] },
      '/backOut/0/steps/0/wait',
      'between-windows',
    ],
    [
      {
        after: 'two',
        title: 'T',
        steps: [step('b', { on: 'a', wait: undefined, do: 'sync-nwo' })],
      },
      '/backOut/0/steps/0/do',
      '"sync-nwo"',
    ],
  ]
  for (const [way, path, found] of table) {
    const [first, ...more] = checkRunbook(JSON.parse(JSON.stringify(runbookWith([way]))))
    t.match(first, { path, found: new RegExp(`^${found}`) })
    t.same(more, [])
  }
})
