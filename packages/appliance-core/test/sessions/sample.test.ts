import { type ApplianceStatus, hashHex } from '@understudy/shared'
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

t.test(
  'LAB-01: what was begun when a process died is gone on with by the next one, the same data, once',
  async (t) => {
    const digestOf = (a: OneAppliance) =>
      hashHex(
        JSON.stringify(
          a.store.sessions.page(0, 10_000).map(({ row }) => [row.seq, row.lsid, row.body]),
        ),
      )
    const whole = new OneAppliance()
    whole.ask('load-sample-data', asked)
    whole.pass(0)
    for (const pieces of [1, 2]) {
      const killed = new OneAppliance()
      killed.ask('load-sample-data', asked)
      if (pieces === 2) killed.give({ kind: 'timer', timer: 'sample-piece' })
      t.equal(killed.store.totals().sessions, 2_000 * pieces)
      const next = new OneAppliance({}, '11.1.0', killed.store)
      next.pass(0)
      t.equal(digestOf(next), digestOf(whole), `killed after ${pieces}`)
      t.ok(next.effects.some((e) => e.kind === 'record' && e.event.name === 'sample-data-loaded'))
      const third = new OneAppliance({}, '11.1.0', killed.store)
      third.pass(0)
      t.equal(third.store.totals().sessions, 5_000, 'nothing is left to do')
    }
  },
)

t.test('LAB-01: a process that goes on with recordings has them made again', async (t) => {
  const withRecordings = { ...asked, recordings: 3 }
  const blobs = ['x', 'y', 'z'].map((letter) => ({ name: letter.repeat(64), sizeBytes: 1 }))
  const killed = new OneAppliance()
  const request = killed.ask('load-sample-data', withRecordings)
  killed.give({ kind: 'sample-blobs-made', request, blobs })
  const next = new OneAppliance({}, '11.1.0', killed.store)
  const [made] = next.effects.filter((e) => e.kind === 'make-sample-blobs')
  t.match(made, { count: 3, seed: 's' })
  next.pass(0)
  t.equal(next.store.totals().sessions, 2_000, 'not before it has them')
  next.give({ kind: 'sample-blobs-made', request: made?.request ?? '', blobs })
  next.pass(0)
  t.match(next.store.totals(), { sessions: 5_000, recordings: 3 })
})
