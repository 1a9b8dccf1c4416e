import { test } from 'tap'

test('the tests are compiled and run', async (t) => {
  t.ok(true)
})
