// With the test runner of Node.js: node --test node-test.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rehearse, startLab, startWorld } from 'understudy'

test('a settings change reaches the backup by the next sync', async (t) => {
  const lab = await startWorld({ set: ['data.sessions=100', 'data.recordings=0'] })
  t.after(() => lab.down())
  await lab.do('a', 'set-setting', { key: 'motd', value: 'Back at nine' })
  await lab.do('b', 'sync-now')
  await lab.until(({ name, source }) => name === 'sync-finished' && source === 'b')
  assert.equal((await lab.do('b', 'list-settings')).motd, 'Back at nine')
})

test('the asynchronous upgrade loses no session', async () => {
  const { report } = await rehearse('asynchronous', { world: 'virtual', seed: 7 })
  assert.equal(report.verdict, 'passed')
})

/** The same on real processes: ready in seconds, and gone when the tests are. */
let lab
before(async () => {
  lab = await startLab({
    set: ['data.sessions=100', 'data.recordings=0', 'clients.representatives=3'],
  })
})
after(() => lab.down())

test('a pulled cable is noticed, and heals', async () => {
  await lab.network('cut-path', { from: 'a', to: 'b' })
  await lab.until(({ name }) => name === 'link-down')
  await lab.network('heal-path', { from: 'a', to: 'b' })
  await lab.until(({ name }) => name === 'link-up')
})
