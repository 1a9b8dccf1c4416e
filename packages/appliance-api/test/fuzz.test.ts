import t from 'tap'
import { fuzz } from './support/fuzz.ts'
import { whyInvalid } from './support/xmllint.ts'

t.test(
  'SEC-03: whatever is asked and whatever is stored, the answer is a valid document',
  async (t) => {
    const found = fuzz(2_000, 7)
    t.equal(found.length, 8, 'both APIs of every era have answered')
    for (const { schema, documents } of found) t.equal(await whyInvalid(documents, schema), '')
  },
)
