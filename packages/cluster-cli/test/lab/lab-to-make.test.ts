import t from 'tap'
import { readLabToMake } from '../../src/commands/lab-to-make.ts'
import { planOfUp } from '../../src/commands/plan-of-up.ts'
import { keepPlan } from '../../src/lab/folder/kept-lab.ts'
import { makeLabFolder, namedLabFolder } from '../../src/lab/folder/lab-folder.ts'
import { parseOptions } from '../../src/usage/options.ts'
import { smallLab } from '../support/lab-file.ts'

const text = { value: 'TEXT', help: '' }
const table = { lab: text, name: text, seed: text, set: { ...text, repeatable: true } } as const
const folder = t.testdir({ 'lab.yaml': smallLab })
const planned = (line: string) => planOfUp(parseOptions(line.split(' '), table), folder)

/** As `up` leaves it, but for its processes. */
function keep(line: string): void {
  const plan = planned(line)
  const labFolder = namedLabFolder(folder, plan.lab.name)
  makeLabFolder(labFolder)
  keepPlan(labFolder, plan)
}

t.before(() => keep('--lab lab.yaml --name kept --seed 7 --set clients.representatives=2'))

t.test('LAB-01: up takes a lab that was up before by --lab as by --name', async (t) => {
  t.same(planned('--lab kept'), planned('--name kept'))
  t.match(planned('--lab kept'), { lab: { name: 'kept', clients: { representatives: 2 } } })
  const other = planned('--lab kept --name other')
  t.match(other, { lab: { name: 'other', clients: { representatives: 2 } }, seed: '1' })
})

t.test('LAB-01: a rehearsal is played on what such a lab was made from', async (t) => {
  const settings = { settings: [] }
  t.equal(readLabToMake('kept', folder, settings).lab.clients.representatives, 2)
  t.equal(readLabToMake('lab.yaml', folder, settings).lab.clients.representatives, 3)
  t.equal(readLabToMake('nat', folder, settings).lab.name, 'nat')
  t.throws(() => readLabToMake('kpt', folder, settings), /unknown lab "kpt"; did you mean "kept"/)
})

t.test('LAB-01: a shipped lab goes before one that was up under its name', async (t) => {
  keep('--lab lab.yaml --name nat')
  t.equal(readLabToMake('nat', folder, {}).lab.network.swing, 'nat')
  t.match(planned('--name nat'), { lab: { network: { swing: 'shared-ip' } } })
})
