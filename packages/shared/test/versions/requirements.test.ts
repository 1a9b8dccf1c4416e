import {
  availableUpdates,
  capabilitiesOf,
  catalogue,
  compareVersions,
  findPackage,
  refusalToInstall,
  upgradePath,
} from '@understudy/shared'
import t from 'tap'

t.test('UPD-01: Base 3.2.4 greys Bomgar-12.2.0 in the words of the product', (t) => {
  const updates = availableUpdates({ base: '3.2.4', site: '11.1.0' })
  const line = updates.find((u) => u.package.name === 'Bomgar-12.2.0')
  t.equal(
    line?.refusal?.message,
    '3.2.4 does not satisfy 12.2.0\'s requirements. Please install any other available package by clicking "Install this Update".',
  )
  t.equal(updates.find((u) => u.package.name === 'Base 3.3.2')?.refusal, null)
  t.end()
})

t.test('UPD-02: Base 3.3.2 unlocks Bomgar-12.2.0, and the path goes by Base first', (t) => {
  const target = findPackage('Bomgar-12.2.0')
  t.ok(target && refusalToInstall(target, { base: '3.3.2', site: '11.1.0' }) === null)
  const path = upgradePath({ base: '3.2.4', site: '11.1.0' }, { base: '3.3.2', site: '12.2.0' })
  t.same(
    path?.map((p) => p.name),
    ['Base 3.3.2', 'Bomgar-12.2.0'],
  )
  t.end()
})

t.test('UPD-02: a box far behind goes through intermediate versions', (t) => {
  const path = upgradePath({ base: '3.0.0', site: '10.5.2' }, { base: '4.2.1', site: '14.2.1' })
  const names = path?.map((p) => p.name) ?? []
  t.equal(names.at(-1), 'Bomgar-14.2.1')
  t.ok(names.includes('Bomgar-12.2.0') || names.includes('Bomgar-12.3.1'), names.join(' > '))
  t.ok(names.filter((n) => n.startsWith('Bomgar')).length >= 4, names.join(' > '))
  t.end()
})

t.test(
  'UPD-10: an older package is refused, there is no downgrade, and no path leads back',
  (t) => {
    const older = findPackage('Bomgar-11.1.0')
    t.equal(
      older && refusalToInstall(older, { base: '3.3.2', site: '12.2.0' })?.code,
      'no-downgrade',
    )
    t.same(upgradePath({ base: '3.3.2', site: '12.2.0' }, { base: '3.2.4', site: '11.1.0' }), [])
    t.end()
  },
)

t.test('UPD-02: a target that its own Base does not satisfy has no path', (t) => {
  t.equal(upgradePath({ base: '3.2.4', site: '11.1.0' }, { base: '3.2.4', site: '12.2.0' }), null)
  t.end()
})

t.test('UPD-02: every package of the catalogue can be reached from the oldest box', (t) => {
  const oldest = { base: '3.0.0', site: '10.1.0' }
  for (const p of catalogue) {
    if (compareVersions(p.version, p.kind === 'base' ? oldest.base : oldest.site) <= 0) continue
    const to =
      p.kind === 'base' ? { ...oldest, base: p.version } : { base: '7.0.0', site: p.version }
    t.ok(upgradePath(oldest, to), p.name)
  }
  t.end()
})

t.test(
  'API-01: LSIDs are integers that do not merge before 10.6, and merging GUIDs from then on',
  (t) => {
    t.same(capabilitiesOf('10.5.2'), { lsid: 'integer', sessionsMerge: false })
    t.same(capabilitiesOf('10.6'), { lsid: 'guid', sessionsMerge: true })
    t.same(capabilitiesOf('12.2.0'), { lsid: 'guid', sessionsMerge: true })
    t.end()
  },
)

t.test('UPD-01: what is installed is not installed again', (t) => {
  const installed = { base: '3.3.2', site: '11.1.0' }
  for (const name of ['Bomgar-11.1.0', 'Base 3.3.2']) {
    const target = findPackage(name)
    t.match(target && refusalToInstall(target, installed), {
      code: 'already-installed',
      details: { found: name },
    })
  }
  t.end()
})
