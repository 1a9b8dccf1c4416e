import t from 'tap'
import { checkRunbook, inVariants, plannedRunbook, type Runbook } from '../../src/index.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'

const idsOf = ({ windows }: Runbook): readonly string[] =>
  windows.flatMap(({ steps }) => steps.map(({ id }) => id))

function chosen(name: string, ...variants: string[]): Runbook {
  const varied = inVariants(shippedRunbook(name), variants)
  if (!varied.ok) throw new Error(varied.reason)
  return varied.runbook
}

t.test('REH-01: without a variant the shipped runbooks have none of its steps', async (t) => {
  for (const name of ['asynchronous', 'synchronous']) {
    const planned = plannedRunbook(shippedRunbook(name), shippedLab('default'))
    t.notOk(idsOf(planned).includes('remove-clients'), name)
    t.same(idsOf(plannedRunbook(chosen(name), shippedLab('default'))), idsOf(planned))
  }
})

t.test('UPD-04: in the variant manual-update every update is done by hand', async (t) => {
  for (const name of ['asynchronous', 'synchronous', 'hardware-replacement']) {
    const runbook = chosen(name, 'manual-update')
    const updates = runbook.windows.flatMap(({ steps }) => steps.filter(({ update }) => update))
    t.ok(updates.length > 0)
    t.ok(updates.every(({ by }) => by === 'manual'))
    t.match(runbook.title, /; every package is fetched elsewhere/)
    t.same(checkRunbook(runbook), [])
  }
})

t.test(
  'UPD-08: clients are removed before the update or the swing, and come back after it',
  async (t) => {
    const [asynchronous, synchronous] = ['asynchronous', 'synchronous'].map((name) => {
      const runbook = chosen(name, 'clients-by-hand', 'manual-update')
      return idsOf(plannedRunbook(runbook, shippedLab('default')))
    })
    const inOrder = (ids: readonly string[] | undefined, ...names: string[]): boolean =>
      names.every(
        (id, i) => i === 0 || (ids?.indexOf(names[i - 1] ?? '') ?? 0) < (ids?.indexOf(id) ?? -1),
      )
    t.ok(inOrder(synchronous, 'remove-clients', 'update-a', 'reinstall-clients', 'test-site-a'))
    t.ok(
      inOrder(
        asynchronous,
        'update-b',
        'remove-clients',
        'leave-a',
        'reinstall-clients',
        'test-site-b',
      ),
    )
  },
)

t.test(
  'REH-01: a variant that the runbook does not offer is refused, with what it has',
  async (t) => {
    t.same(inVariants(shippedRunbook('synchronous'), ['manual-updat']), {
      ok: false,
      reason:
        'synchronous has no variant manual-updat; it has manual-update, clients-by-hand (did you mean "manual-update"?)',
    })
    t.same(inVariants(shippedRunbook('pre-production'), ['x']), {
      ok: false,
      reason: 'pre-production has no variants',
    })
  },
)

t.test('REH-01: a step for a variant that the runbook does not offer is an error', async (t) => {
  const runbook = shippedRunbook('synchronous')
  const [first, ...others] = runbook.variants ?? []
  const errors = checkRunbook({ ...runbook, variants: [first, first] })
  t.match(
    errors.map(({ path }) => path),
    [/^\/variants\/1\/id$/, /when\/variant$/, /when\/variant$/],
  )
  t.equal(others.length, 1)
})
