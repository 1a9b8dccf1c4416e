import t from 'tap'
import { type FaultName, faultNames, type Mode } from '../../src/index.ts'
import { playSeed } from '../support/play.ts'

/*
 * Seeds that once broke a law, beyond those that CI's campaign plays anyway. A scenario shows the one moment (`scenarios/`);
 * these show that nothing else of the same schedules went wrong instead. A change of what is drawn makes other schedules of
 * them: they stay as seeds like any other.
 */
interface Mended {
  readonly law: string
  readonly spec: string
  readonly seeds: readonly number[]
  readonly mode?: Mode
  readonly faults?: readonly FaultName[]
}

const inTheMiddle: readonly FaultName[] = ['crash-during', 'cut-during', 'change-role']

const mended: readonly Mended[] = [
  {
    law: 'conflicts-are-told',
    spec: 'FO-13',
    seeds: [1556, 1623, 1816, 1874, 2868, 3289, 5596, 5919, 6752, 9617],
  },
  // The last one had its clock set back while it was starved, which hid that from it.
  { law: 'one-server', spec: 'FO-15', seeds: [1244, 2563, 5417, 7323, 34659] },
  // The second restores a backup over a session under way.
  { law: 'unique-lsids', spec: 'API-01', seeds: [2359, 56476] },
  // It installed while it dialed, and its peer read the old hello later.
  { law: 'same-package-to-sync', spec: 'FO-05', seeds: [60453] },
  { law: 'patient-failover', spec: 'FO-12', seeds: [30334] },
  // The Jump Client of a backup had checked in, and was known and not stored yet.
  { law: 'restores-are-whole', spec: 'BAK-01', seeds: [7037] },
  { law: 'witness-is-dialed-anew', spec: 'NET-12', seeds: [31235, 39360] },
  { law: 'no-assertion', spec: 'DESIGN 1', seeds: [32403] },
  { law: 'closed-doors', spec: 'FO-15', seeds: [10565] },
  // The first two beside a box that was kept busy, the third with a Base that had stalled.
  { law: 'doubt-is-answered', spec: 'FO-15', seeds: [612, 5825, 26914] },
  { law: 'doubt-is-answered', spec: 'FO-15', seeds: [872], mode: 'product' },
  // A word of a break arrives when the box that said it has been reset.
  { law: 'older-epochs-are-refused', spec: 'FO-14', seeds: [530], mode: 'product' },
  // Jump Clients check in after the last sync, while an Integration Client tries in vain.
  { law: 'same-data', spec: 'SYN-05', seeds: [669, 881], mode: 'product' },
  // A reset that waits behind other work comes while the box is asked for its status.
  { law: 'no-assertion', spec: 'DESIGN 1', seeds: [1855], mode: 'product' },
  // Announced as discarded by a swap, on a disk that burned afterwards.
  { law: 'acknowledged-sessions', spec: 'SYN-06', seeds: [1166], mode: 'product' },
  // A backup by force breaks the relationship, and the other backup takes over.
  { law: 'no-vote-after-break', spec: 'FO-09', seeds: [285], faults: inTheMiddle },
  // Two sessions of one customer with the same number: one from each box, before 10.6.
  {
    law: 'pulled-once',
    spec: 'IC-01',
    seeds: [1074],
    mode: 'product',
    faults: ['fail-over', 'cut', 'integration-dies'],
  },
  // The link comes back between two backups.
  { law: 'cut-syncs-go-on', spec: 'SYN-05', seeds: [441], faults: inTheMiddle },
]

for (const { law, spec, seeds, mode = 'safe', faults = faultNames } of mended)
  t.test(`${spec}: ${mode} seeds that broke ${law} break nothing any more`, async (t) => {
    for (const seed of seeds) t.same(playSeed(seed, mode, { faults }).findings, [], `seed ${seed}`)
  })
