import { decisionsWith, plantedDefects } from '@understudy/appliance-core/planted'
import { MemoryStore } from '@understudy/memory-store'
import t from 'tap'
import {
  type FaultCounts,
  noFaults,
  type ScopeName,
  Search,
  scopes,
  tellViolation,
} from '../../src/explore/index.ts'

/** Where each defect is found, within few states, and the law that it breaks. */
const findings: readonly (readonly [
  defect: string,
  scope: ScopeName,
  faults: Partial<FaultCounts>,
  law: string,
])[] = [
  ['acknowledges-before-commit', 'swap', { crash: 1 }, 'what is told is stored'],
  ['tells-role-before-commit', 'swap', { crash: 1 }, 'what is told is stored'],
  ['does-not-learn-epochs', 'failover', { crash: 1 }, 'the two find together again'],
  ['users-stay-for-the-swap', 'swap', {}, 'users leave before the role does'],
  ['new-backup-keeps-the-address', 'establish', {}, 'never two primaries'],
  ['new-primary-claims-nothing', 'swap', {}, 'the two find together again'],
  ['swaps-without-the-sync', 'swap', {}, 'a sync first leaves nothing behind'],
  ['stays-in-a-broken-relationship', 'establish', { crash: 1 }, 'the two come to rest'],
  ['merges-nothing', 'swap', {}, 'the two find together again'],
  ['merges-naively', 'establish', {}, 'the two find together again'],
  ['never-proves-a-sync', 'swap', {}, 'what is asked for is done while nothing goes wrong'],
]

const openDisk = () => new MemoryStore()
const statesMax = 2_500

for (const [name, scope, faults, law] of findings)
  t.test(`CHA-05: an exploration of ${scope} finds the planted defect ${name}`, async (t) => {
    const defect = plantedDefects.find((one) => one.name === name)
    if (defect === undefined) throw new Error(`no defect is called ${name}`)
    const options = { scope: scopes[scope], faults: { ...noFaults, ...faults }, statesMax }
    const ports = { openDisk, isTimeUp: () => false, decisions: decisionsWith(defect) }
    const { violation } = new Search(options, ports).run()
    t.equal(violation?.law, law)
    if (violation !== null) t.comment(tellViolation(violation, options, ports).join('\n'))
  })
