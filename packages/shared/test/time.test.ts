import fc from 'fast-check'
import t from 'tap'
import { isoTimeOf } from '../src/index.ts'

t.test('a time is written as the calendar has it', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
      const expected = `${new Date(ms).toISOString().slice(0, 19)}Z`
      return isoTimeOf(ms) === expected
    }),
    { numRuns: 5_000 },
  )
})
