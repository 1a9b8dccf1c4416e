import t from 'tap'
import { EndlessSteps } from '../../src/explore/endless.ts'

function circleOf(...steps: readonly (readonly [number, number])[]): readonly number[] | null {
  const endless = new EndlessSteps()
  for (const [from, to] of steps) endless.add(from, to)
  return endless.circle()
}

t.test('CHA-03: ways that fork and meet again and come to rest are no circle', async (t) => {
  t.equal(circleOf([0, 1], [0, 2], [1, 3], [2, 3], [3, 9]), null)
  t.equal(circleOf(), null)
})

t.test('CHA-03: what leads back to where it was is found, at its first state', async (t) => {
  t.same(circleOf([0, 1], [1, 2], [2, 3], [2, 4], [3, 1], [4, 5]), [1, 2, 3])
  t.same(circleOf([0, 1], [1, 1]), [1], 'a state that nothing changes')
})

t.test('CHA-03: of two ways back the shorter one is told', async (t) => {
  t.same(circleOf([4, 5], [4, 7], [5, 6], [6, 4], [7, 4]), [4, 7])
})

t.test('CHA-03: a way between two circles is on none of them', async (t) => {
  t.same(circleOf([0, 1], [0, 2], [1, 0], [2, 3], [3, 4], [4, 3]), [0, 1])
  t.same(circleOf([0, 2], [2, 3], [3, 4], [4, 3]), [3, 4])
})
