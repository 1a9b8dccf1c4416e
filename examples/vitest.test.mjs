// With vitest: npx vitest run vitest.test.mjs
import { startLab } from 'understudy'
import { afterAll, beforeAll, expect, test } from 'vitest'

let lab
beforeAll(async () => {
  lab = await startLab({
    set: ['data.sessions=100', 'data.recordings=0', 'clients.representatives=3'],
  })
}, 60_000)
afterAll(() => lab.down())

test('a backup refuses settings', async () => {
  const refused = lab.do('b', 'set-setting', { key: 'motd', value: 'Back at nine' })
  await expect(refused).rejects.toMatchObject({ code: 'wrong-role' })
})
