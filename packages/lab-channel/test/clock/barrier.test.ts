import t from 'tap'
import { Barrier } from '../../src/clock/barrier.ts'

/** A barrier with two members who have been welcomed. */
function twoMembers(): Barrier {
  const barrier = new Barrier([])
  for (const name of ['a', 'b']) {
    barrier.join(name)
    barrier.sent(name)
  }
  return barrier
}

t.test('DESIGN 5: the clock jumps to the earliest timer when all are idle', (t) => {
  const barrier = twoMembers()
  barrier.idle('a', 1, 500)
  t.same(barrier.decide(100, false), { kind: 'wait' }, 'b has said nothing yet')
  barrier.idle('b', 1, 300)
  t.same(barrier.decide(100, false), { kind: 'jump', toMs: 300, due: ['b'] })
  t.same(barrier.decide(300, false), { kind: 'wait' }, 'b has been woken')
  barrier.idle('b', 1, null)
  t.same(barrier.decide(301, false), { kind: 'jump', toMs: 500, due: ['a'] })
  t.end()
})

t.test('DESIGN 5: whoever works holds the clock, and so does what is on its way', (t) => {
  const barrier = twoMembers()
  barrier.idle('a', 1, 500)
  barrier.idle('b', 1, null)
  t.same(barrier.decide(100, true), { kind: 'wait' })
  barrier.busy('b')
  t.same(barrier.decide(100, false), { kind: 'wait' })
  barrier.leave('b')
  t.same(
    barrier.decide(100, false),
    { kind: 'jump', toMs: 500, due: ['a'] },
    'who left is not waited for',
  )
  t.end()
})

t.test('DESIGN 5: an idle that a later message or byte may have ended does not count', (t) => {
  const barrier = twoMembers()
  barrier.idle('a', 1, 500)
  barrier.idle('b', 1, 700)
  barrier.sent('a')
  t.same(barrier.decide(100, false), { kind: 'wait' }, 'a has not seen its second message')
  barrier.idle('a', 2, 500)
  barrier.moved('b')
  t.same(barrier.decide(100, false), { kind: 'ask', names: ['b'] })
  barrier.idle('b', 1, 700)
  t.same(barrier.decide(100, false), { kind: 'ask', names: ['b'] }, 'said before the question')
  barrier.sent('b')
  t.same(barrier.decide(100, false), { kind: 'wait' }, 'asked and not answered')
  barrier.idle('b', 2, 700)
  t.same(barrier.decide(100, false), { kind: 'jump', toMs: 500, due: ['a'] })
  t.end()
})

t.test('DESIGN 5: a timer that the pace has overtaken is called without a jump', (t) => {
  const barrier = twoMembers()
  barrier.idle('a', 1, 100)
  barrier.idle('b', 1, 900)
  t.same(barrier.decide(105, false), { kind: 'nudge', names: ['a'] })
  t.same(barrier.decide(105, false), { kind: 'wait' })
  t.end()
})

t.test('DESIGN 5: no jump before all who are awaited have joined once', (t) => {
  const barrier = new Barrier(['a', 'b'])
  barrier.join('a')
  barrier.idle('a', 0, 500)
  t.same(barrier.decide(100, false), { kind: 'wait' })
  barrier.join('b')
  barrier.leave('b')
  t.same(barrier.decide(100, false), { kind: 'jump', toMs: 500, due: ['a'] })
  t.end()
})

t.test('DESIGN 5: without any timer there is nowhere to jump to', (t) => {
  const barrier = twoMembers()
  barrier.idle('a', 1, null)
  barrier.idle('b', 1, null)
  t.same(barrier.decide(100, false), { kind: 'wait' })
  t.end()
})

t.test('DESIGN 5: the carrier has a timer of its own in the barrier', (t) => {
  const barrier = twoMembers()
  barrier.idle('a', 1, 500)
  t.same(barrier.decide(100, false, 300), { kind: 'wait' }, 'b has said nothing yet')
  barrier.idle('b', 1, null)
  t.same(barrier.decide(100, true, 300), { kind: 'wait' }, 'something is on its way')
  t.same(barrier.decide(100, false, 300), { kind: 'jump', toMs: 300, due: [] })
  t.same(barrier.decide(301, false, 300), { kind: 'wait' }, 'it fires what is due by itself')
  t.same(barrier.decide(301, false, 500), { kind: 'jump', toMs: 500, due: ['a'] })
  t.same(new Barrier([]).decide(100, false, 300), { kind: 'wait' }, 'nobody is there')
  t.end()
})

t.test(
  'DESIGN 5: whose counts of bytes are not the carrier’s is asked again, and nobody jumps',
  (t) => {
    let isBetween = true
    const barrier = new Barrier([], (name) => name !== 'b' || !isBetween)
    for (const name of ['a', 'b']) barrier.join(name)
    barrier.sent('a')
    barrier.sent('b')
    barrier.idle('a', 1, 500)
    barrier.idle('b', 1, 300)
    t.same(barrier.decide(100, false), { kind: 'ask-again', names: ['b'] })
    isBetween = false
    t.same(barrier.decide(100, false), { kind: 'jump', toMs: 300, due: ['b'] })
    t.end()
  },
)
