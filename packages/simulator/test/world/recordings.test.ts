import t from 'tap'
import { Recordings } from '../../src/world/recordings.ts'

t.test('a copy of recordings holds the same ones, the spoiled ones spoiled', async (t) => {
  const recordings = new Recordings([
    ['whole', 5],
    ['spoiled', 7],
  ])
  recordings.spoil('spoiled')
  const copy = recordings.copy()
  t.strictSame([...copy], [...recordings])
  t.ok(copy.holds({ name: 'whole', sizeBytes: 5 }))
  t.notOk(copy.holds({ name: 'spoiled', sizeBytes: 7 }))
  copy.delete('whole')
  t.ok(recordings.has('whole'))
})
