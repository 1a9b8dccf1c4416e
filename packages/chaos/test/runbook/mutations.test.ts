import { readFileSync } from 'node:fs'
import { checkRunbook, type Runbook, type Step } from '@understudy/rehearsal'
import { type LabFile, resolveLab } from '@understudy/shared'
import t from 'tap'
import { parse } from 'yaml'
import { type Mutation, mutationsOf } from '../../src/index.ts'

const shipped = <T>(file: string): T =>
  parse(readFileSync(new URL(`../../../../../${file}`, import.meta.url), 'utf8')) as T

const labOf = (name: string) => resolveLab(shipped<LabFile>(`labs/${name}.yaml`), 0)
const runbooks = ['asynchronous', 'synchronous'] as const
const runbookOf = (name: string): Runbook => shipped<Runbook>(`runbooks/${name}.yaml`)

const idsOf = ({ windows }: Runbook): readonly string[] =>
  windows.flatMap(({ steps }) => steps.map(({ id }) => id))
const stepOf = ({ windows }: Runbook, id: string): Step | undefined =>
  windows.flatMap(({ steps }) => steps).find((step) => step.id === id)

function made(id: string, runbook = 'asynchronous', lab = 'default'): Mutation {
  const mutation = mutationsOf(runbookOf(runbook), labOf(lab)).find((one) => one.id === id)
  if (mutation === undefined) throw new Error(`there is no mistake ${id}`)
  return mutation
}

t.test(
  'REH-07: every step of both runbooks is skipped, repeated, swapped with its neighbour',
  (t) => {
    for (const name of runbooks) {
      const lab = labOf('default')
      const mutations = mutationsOf(runbookOf(name), lab)
      const of = (kind: string) => mutations.filter((mutation) => mutation.kind === kind)
      const steps = of('skipped').length
      t.ok(steps > 15, `${name} has ${steps} steps`)
      t.equal(of('repeated').length, steps)
      t.equal(of('swapped').length, steps - 2, 'but the last of each window')
      t.ok(of('wrong-appliance').length >= 10)
      t.ok(of('too-early').length >= 10)
      t.equal(new Set(mutations.map(({ id }) => id)).size, mutations.length)
    }
    t.end()
  },
)

t.test('REH-07: only mistakes with the pause between the windows are refused as files', (t) => {
  for (const name of runbooks)
    for (const { id, runbook } of mutationsOf(runbookOf(name), labOf('default')))
      for (const { path } of checkRunbook(runbook)) t.match(path, /\/wait$/, `${name}: ${id}`)
  t.end()
})

t.test('REH-07: too early is before the wait, when what is waited for has begun', (t) => {
  const ids = idsOf(made('too-early:check-updates-b').runbook)
  const at = ids.indexOf('check-updates-b')
  t.same(ids.slice(at - 1, at + 2), ['break-b', 'check-updates-b', 'break-b-over'])
  const { runbook } = made('too-early:check-updates-b')
  t.equal(stepOf(runbook, 'break-b')?.until, undefined, 'nobody waits for it')
  t.ok((stepOf(runbook, 'break-b-over')?.until ?? []).length > 0, 'but afterwards')
  const pause = idsOf(made('too-early:update-a').runbook)
  t.ok(pause.indexOf('update-a') < pause.indexOf('confirm'), 'the second window in the first')
  t.end()
})

t.test('REH-07: on the wrong appliance is on its page, or leads to it', (t) => {
  t.equal(stepOf(made('wrong-appliance:update-b').runbook, 'update-b')?.on, 'a')
  const edited = made('wrong-appliance:edit-dns', 'asynchronous', 'dns')
  t.equal(stepOf(edited.runbook, 'edit-dns')?.with?.['address'], `\${a.address}`)
  const established = stepOf(made('wrong-appliance:establish-b').runbook, 'establish-b')
  t.match(established, { on: 'a', with: { peerHost: `\${b.address}` } })
  t.end()
})

t.test('REH-07: the mistakes of which the guides warn are made by name', (t) => {
  const namesOf = (runbook: string, lab: string) =>
    mutationsOf(runbookOf(runbook), labOf(lab))
      .filter(({ kind }) => kind === 'danger')
      .map(({ id }) => id)
  t.same(namesOf('asynchronous', 'legacy'), [
    'updated-before-the-break',
    'broken-without-a-sync',
    'both-addresses-enabled',
    'established-from-the-wrong-side',
    'forced-from-the-wrong-side',
    'swung-without-extraction',
  ])
  t.notOk(namesOf('asynchronous', 'default').includes('swung-without-extraction'), 'from 10.6 on')
  t.notOk(namesOf('asynchronous', 'dns').includes('both-addresses-enabled'), 'not by DNS')
  const ids = idsOf(made('updated-before-the-break').runbook)
  t.equal(ids.indexOf('update-b') + 1, ids.indexOf('break-b'))
  t.notOk(idsOf(made('broken-without-a-sync').runbook).includes('sync-b'))
  t.end()
})
