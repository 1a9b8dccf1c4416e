// With node-tap: npx tap tap.test.mjs
import t from 'tap'
import { startLab } from 'understudy'

const lab = await startLab({
  set: ['data.sessions=100', 'data.recordings=0', 'clients.representatives=3'],
})
t.teardown(() => lab.down())

t.test('a backup refuses settings', async (t) => {
  const refused = lab.do('b', 'set-setting', { key: 'motd', value: 'Back at nine' })
  await t.rejects(refused, { code: 'wrong-role' })
})
