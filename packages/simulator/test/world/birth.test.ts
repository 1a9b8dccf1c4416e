import { applianceConfigOf } from '@understudy/shared'
import t from 'tap'
import { smallWorld } from '../support/small-world.ts'

t.test('REH-02: a world’s appliances are those that lab and seed make, as in a real lab', (t) => {
  const { world, lab, seed } = smallWorld()
  for (const name of ['a', 'b'] as const) {
    const born = applianceConfigOf(lab, name, seed)
    t.match(world.status(name), {
      guid: born.guid,
      hostname: born.hostname,
      base: born.software.base,
      site: born.software.site,
      addresses: born.addresses.map(({ address, shared, enabled }) => ({
        address,
        shared,
        enabled,
      })),
    })
  }
  t.not(world.status('a').guid, world.status('b').guid)
  t.not(applianceConfigOf(lab, 'a', `${seed}-other`).guid, world.status('a').guid)
  t.end()
})
