import type { LabEvent } from '@understudy/shared'
import t from 'tap'
import { PreparedLabs } from '../../src/campaign/prepared-labs.ts'
import { type Checker, noFates } from '../../src/checkers/checker.ts'
import { keysExpire } from '../../src/checkers/keys-expire.ts'
import { ownPackages } from '../../src/checkers/own-packages.ts'
import { updatesAreWhole } from '../../src/checkers/updates-are-whole.ts'
import { versionsInOrder } from '../../src/checkers/versions-in-order.ts'
import { drawSchedule } from '../../src/index.ts'
import { VirtualStage } from '../../src/nemesis/virtual-stage.ts'

const { world, lab, stores } = new PreparedLabs().start(drawSchedule('laws', { mode: 'safe' }))
const stage = new VirtualStage(world, lab)

/** What the law finds in these events. */
function foundIn(checker: Checker, events: readonly LabEvent[]): readonly string[] {
  const found: string[] = []
  const rest = { fates: { ...noFates }, gone: new Set<string>(), note: () => {} }
  const scene = { stage, mode: 'safe' as const, stores, ...rest }
  const watch = checker.watch(scene, (message) => void found.push(message))
  for (const event of events) watch.onEvent?.(event)
  return found
}

const old = { base: '3.2.4', site: '11.1.0' }
const at = (source: string, atMs = 0) => ({ source, atMs })
const started = (software: typeof old): LabEvent => ({
  name: 'appliance-started',
  role: 'primary',
  epoch: 1,
  afterCrash: true,
  ...software,
  ...at('a'),
})
const finished = (name: string, software: typeof old): LabEvent => ({
  name: 'update-finished',
  package: name,
  ...software,
  ...at('a'),
})
const downloaded = (by: 'appliance' | 'key' | 'support', atMs = 0): LabEvent => ({
  name: 'package-downloaded',
  appliance: 'a',
  package: 'Base 3.3.2',
  by,
  ...at('network', atMs),
})
const switching: LabEvent = {
  name: 'update-step',
  package: 'Base 3.3.2',
  step: 'switching',
  remainingMs: 1,
  ...at('a'),
}

t.test('CHA-03: a version that nobody has installed is found (UPD-09)', async (t) => {
  const later = started({ ...old, base: '3.3.2' })
  t.match(foundIn(updatesAreWhole, [started(old), later]), [/nothing was installed to its end/])
  t.same(foundIn(updatesAreWhole, [started(old), switching, later]), [], 'it died as it switched')
  const another = started({ ...old, base: '3.3.0' })
  t.match(foundIn(updatesAreWhole, [started(old), switching, another]), [/nothing was installed/])
})

t.test(
  'CHA-03: a package that needs another one first, or is older, is found (UPD-02)',
  async (t) => {
    const skipped = finished('Bomgar-12.2.0', { ...old, site: '12.2.0' })
    t.match(foundIn(versionsInOrder, [started(old), skipped]), [/installed Bomgar-12.2.0/])
    const back = started({ ...old, base: '3.2.0' })
    t.match(foundIn(versionsInOrder, [started(old), back]), [/installed Base 3.2.0/])
    const right = finished('Base 3.3.2', { ...old, base: '3.3.2' })
    t.same(foundIn(versionsInOrder, [started(old), right]), [])
  },
)

t.test('CHA-03: what was saved by hand and is offered again is found (UPD-04)', async (t) => {
  t.match(foundIn(ownPackages, [downloaded('key'), downloaded('appliance')]), [/offered again/])
  t.same(foundIn(ownPackages, [downloaded('key'), downloaded('support')]), [], 'support may')
  const right = finished('Base 3.3.2', { ...old, base: '3.3.2' })
  t.match(foundIn(ownPackages, [right]), [/nobody has downloaded/])
  t.same(foundIn(ownPackages, [downloaded('appliance'), right]), [])
})

t.test('CHA-03: a key that is too old and gives a package is found (UPD-04)', async (t) => {
  const made: LabEvent = { name: 'download-key-made', expiresAtMs: 1_000, ...at('a') }
  t.same(foundIn(keysExpire, [made, downloaded('key', 1_000)]), [])
  t.match(foundIn(keysExpire, [made, downloaded('key', 1_001)]), [/1 ms too old/])
})
