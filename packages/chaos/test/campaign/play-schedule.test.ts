import type { SessionStore, Store } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import t from 'tap'
import { isTelling } from '../../src/campaign/trace-text.ts'
import { modes } from '../../src/index.ts'
import { playSeed, storeWith } from '../support/play.ts'

for (const mode of modes)
  t.test(`CHA-07: a seed gives the same trace twice, and breaks no law (${mode})`, async (t) => {
    for (let seed = 1; seed <= 3; seed++) {
      const [once, again] = [playSeed(seed, mode), playSeed(seed, mode)]
      t.equal(once.traceHash, again.traceHash, `seed ${seed}`)
      t.same(once.findings, [], `seed ${seed}`)
      t.ok(once.coverage.acknowledged > 0, `seed ${seed}: somebody was served`)
      t.equal(once.fates.lost + once.fates.stale + once.fates.duplicated, 0)
    }
    t.not(playSeed(1, mode).traceHash, playSeed(2, mode).traceHash)
  })

t.test('CHA-07: a seed gives the same trace in memory and on SQLite', async (t) => {
  for (const seed of [1, 2])
    t.equal(
      playSeed(seed, 'safe', { change: () => openStore(':memory:') }).traceHash,
      playSeed(seed, 'safe').traceHash,
      `seed ${seed}`,
    )
})

t.test(
  'CHA-02, IC-01, FO-10: clients killed in a report miss nothing, and programs change roles meanwhile',
  async (t) => {
    const faults = ['integration-dies', 'role-by-api', 'api-account', 'cut'] as const
    const hits = new Set<string>()
    const told: string[] = []
    for (const seed of [7, 21, 28]) {
      const { findings, coverage, events } = playSeed(seed, 'safe', { faults })
      t.same(findings, [], `seed ${seed}`)
      for (const fault of Object.keys(coverage.hits)) hits.add(fault)
      for (const event of events) {
        if (event.name === 'pull-failed') told.push(event.detail)
        else if (event.name === 'sessions-pulled') told.push('pulled')
      }
    }
    t.same([...hits].sort(), [...faults].sort(), 'each of them took hold')
    for (const one of ['pulled', 'the client was killed']) t.ok(told.includes(one), one)
  },
)

t.test('CHA-05: a store that forgets what it was given is found out, with the trace', async (t) => {
  const { findings } = playSeed(1, 'safe', { change: forgetful })
  const finding = findings.find(({ law }) => law === 'acknowledged-sessions')
  t.match(finding, { spec: 'SYN-06', message: /not on its disk/ })
  t.equal(finding?.records.length, 1, 'the record is named')
})

t.test('CHA-05: an assertion of the product is a finding, and ends the run', async (t) => {
  const { findings } = playSeed(1, 'safe', { change: failing })
  t.match(findings, [{ law: 'no-assertion', message: /the disk is on fire/ }])
})

t.test('CHA-04: the trace shows no sync that came by its interval and went well', async (t) => {
  const of = { atMs: 0, source: 'b' }
  const moved = { recordsReceived: 1, recordsSent: 0, bytesReceived: 700, blobsReceived: 0 }
  const finished = { ...of, name: 'sync-finished', ...moved, durationMs: 6 } as const
  const shown = (trigger: 'interval' | 'operator', digestsAgree: boolean) => [
    isTelling({ ...of, name: 'sync-started', trigger }),
    isTelling({ ...finished, trigger, digestsAgree }),
    isTelling({ ...of, name: 'sync-failed', trigger, reason: 'interrupted' }),
  ]
  t.same(shown('interval', true), [false, false, true])
  t.same(shown('interval', false), [false, true, true])
  t.same(shown('operator', true), [true, true, true])
})

/** Acknowledges, and does not keep, every third session. */
function forgetful(store: Store): Store {
  let count = 0
  const sessions: SessionStore = {
    append: (rows, present) => {
      count += 1
      if (count % 3 !== 0) store.sessions.append(rows, present)
    },
    after: (...asked) => store.sessions.after(...asked),
    within: (...asked) => store.sessions.within(...asked),
    removeAfter: (...asked) => store.sessions.removeAfter(...asked),
    byLsid: (lsid) => store.sessions.byLsid(lsid),
    page: (...asked) => store.sessions.page(...asked),
    greatestLseq: () => store.sessions.greatestLseq(),
  }
  return storeWith(store, { sessions })
}

/** Takes so many commits, and then no more. */
function failing(store: Store): Store {
  let left = 200
  return {
    ...storeWith(store, {}),
    commit: () => {
      left -= 1
      if (left < 0) throw new Error('the disk is on fire')
      store.commit()
    },
  }
}
