import type { ApplianceStatus } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

/** What every transaction so far has added. */
function addedBy(a: OneAppliance): readonly number[] {
  const added: number[] = []
  let before = a.store.totals().sessions
  const commit = a.store.commit.bind(a.store)
  a.store.commit = () => {
    commit()
    const now = a.store.totals().sessions
    if (now > before) added.push(now - before)
    before = now
  }
  return added
}

const asked = { sessions: 5_000, recordings: 0, recordingBytes: 1, seed: 's' }

t.test(
  'LAB-01: generated sessions come in pieces, between which the box answers others',
  async (t) => {
    const a = new OneAppliance()
    const added = addedBy(a)
    const request = a.ask('load-sample-data', asked)
    t.equal(a.answerTo(request), undefined)
    const between = a.invoke<ApplianceStatus>('status')
    t.match(between, { ok: true, value: { sessions: { stored: 2_000 } } })
    a.pass(0)
    t.match(a.answerTo(request), { ok: true, value: { sessions: 5_000 } })
    t.strictSame(added, [2_000, 2_000, 1_000])
  },
)

t.test('LAB-01: a piece of large records is no larger than 2 MiB', async (t) => {
  const a = new OneAppliance()
  const added = addedBy(a)
  const request = a.ask('load-sample-data', { ...asked, sessions: 20, sessionBytes: 262_144 })
  a.pass(0)
  t.match(a.answerTo(request), { ok: true })
  t.strictSame(added, [8, 8, 4])
})

t.test('LAB-01: who asks meanwhile waits for their turn, and everybody is answered', async (t) => {
  const a = new OneAppliance()
  const requests = ['first', 'second'].map((seed) => a.ask('load-sample-data', { ...asked, seed }))
  a.pass(0)
  for (const request of requests) t.match(a.answerTo(request), { ok: true })
  t.equal(a.store.totals().sessions, 10_000)
  const keys = a.store.sessions.page(0, 10_000).map(({ row }) => row.externalKey)
  t.strictSame([keys[4_999], keys[5_000]], ['first-sample-5000', 'second-sample-1'])
})
