import { openStore } from '@understudy/appliance-store'
import t from 'tap'
import { clientsSlice } from '../src/clients/slice.ts'
import { linkSlice } from '../src/link/slice.ts'
import { networkSlice } from '../src/network/slice.ts'
import { relationshipSlice } from '../src/relationship/slice.ts'
import { replicationSlice } from '../src/replication/slice.ts'
import { defineSlice } from '../src/slice.ts'

const holder = () => ({ slices: new Map<string, unknown>(), store: openStore(':memory:') })

t.test('a slice is made once for each appliance, and no two share it', async (t) => {
  const slice = defineSlice('test', () => ({ links: new Map<string, number>() }))
  const [a, b] = [holder(), holder()]
  slice.of(a).links.set('a1', 1)
  t.equal(slice.of(a).links.size, 1)
  t.equal(slice.of(b).links.size, 0)
})

t.test('a slice is plain data: a copy of it is the same', async (t) => {
  for (const slice of [
    clientsSlice,
    linkSlice,
    networkSlice,
    relationshipSlice,
    replicationSlice,
  ]) {
    const fresh = slice.of(holder())
    t.same(structuredClone(fresh), fresh)
  }
})
