import t from 'tap'
import type { ValueStore } from '../../src/ports/store.ts'
import { Votes } from '../../src/witness/votes.ts'

const relationship = 'c'.repeat(32)
const [a, b, stranger] = ['a'.repeat(32), 'b'.repeat(32), 'd'.repeat(32)] as const
const timeoutMs = 10_000

/** A witness's votes that were begun at 0, and those of its next start over the same disk. */
function begun() {
  const disk = new Map<string, string>()
  const values: ValueStore = {
    get: (key) => disk.get(key),
    put: (key, value) => void disk.set(key, value),
    remove: (key) => void disk.delete(key),
  }
  const start = (atMs: number): Votes => {
    const votes = new Votes(values)
    votes.start(atMs)
    return votes
  }
  return { votes: start(0), again: start }
}

const asked = (guid: string, candidate: number) =>
  ({ type: 'witness-ask', epoch: candidate - 1, relationship, guid, candidate, timeoutMs }) as const
const renewed = (guid: string, epoch: number) =>
  ({ type: 'witness-renew', epoch, relationship, guid, number: 1 }) as const

t.test('FO-14: the witness gives one vote an epoch, to the first that may have it', async (t) => {
  const { votes } = begun()
  t.equal(votes.ask(asked(b, 2), timeoutMs), null)
  t.equal(
    votes.ask(asked(b, 2), timeoutMs + 1),
    null,
    'asked again by the same it is the same vote',
  )
  const late = 10 * timeoutMs
  t.match(votes.ask(asked(stranger, 2), late), 'epoch 2 is taken already')
  t.match(votes.ask(asked(stranger, 1), late), 'epoch 2 is taken already')
  t.equal(votes.ask(asked(stranger, 3), late), null)
})

t.test('FO-14: a vote outlives the witness', async (t) => {
  const { votes, again } = begun()
  t.equal(votes.ask(asked(b, 2), timeoutMs), null)
  const next = again(timeoutMs)
  t.match(next.ask(asked(a, 2), 10 * timeoutMs), 'epoch 2 is taken already')
})

t.test('FO-15: a primary of an older epoch gets no lease from the witness', async (t) => {
  const { votes } = begun()
  t.equal(votes.renew(renewed(a, 1), 0), true)
  t.equal(votes.ask(asked(b, 2), timeoutMs), null)
  t.equal(votes.renew(renewed(a, 1), timeoutMs), false)
  t.equal(votes.renew(renewed(a, 2), timeoutMs), false, 'nor with an epoch that is another one’s')
  t.equal(votes.renew(renewed(b, 2), timeoutMs), true)
})

t.test('FO-09: in a relationship that its primary has ended nobody gets a vote', async (t) => {
  const { votes, again } = begun()
  const left = (guid: string, held: number) =>
    ({ type: 'witness-leave', epoch: held + 1, relationship, guid, held }) as const
  t.equal(votes.renew(renewed(a, 1), 0), true)
  t.equal(votes.leave(left(b, 1)), false, 'its backup cannot say so')
  t.equal(votes.leave(left(a, 1)), true)
  t.equal(votes.leave(left(a, 1)), false, 'told again it is no news')
  for (const witness of [votes, again(0)]) {
    t.match(witness.ask(asked(b, 2), 10 * timeoutMs), 'its primary has ended the relationship')
    t.equal(witness.renew(renewed(a, 1), 0), false)
  }
})

t.test(
  'FO-09: a primary that was replaced cannot end the relationship of its successor',
  async (t) => {
    const { votes } = begun()
    t.equal(votes.ask(asked(b, 2), timeoutMs), null)
    const message = { type: 'witness-leave', epoch: 2, relationship, guid: a, held: 1 } as const
    t.equal(votes.leave(message), false)
    t.equal(votes.renew(renewed(b, 2), timeoutMs), true)
  },
)
