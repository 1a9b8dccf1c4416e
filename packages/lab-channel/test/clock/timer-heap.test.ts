import { createRandom } from '@understudy/shared'
import t from 'tap'
import { TimerHeap } from '../../src/clock/timer-heap.ts'

const nothing = (): void => undefined

function drain(heap: TimerHeap, nowMs = Number.POSITIVE_INFINITY): string[] {
  const names: string[] = []
  for (let due = heap.takeDue(nowMs); due !== undefined; due = heap.takeDue(nowMs)) {
    names.push(due.name)
  }
  return names
}

t.test('DESIGN 5: timers come out by time, then in the order they were set', (t) => {
  const heap = new TimerHeap()
  for (const [name, atMs] of [
    ['d', 20],
    ['a', 10],
    ['b', 10],
    ['e', 30],
    ['c', 10],
  ] as const) {
    heap.set(name, atMs, nothing)
  }
  t.same(drain(heap, 9), [])
  t.same(drain(heap, 20), ['a', 'b', 'c', 'd'])
  t.equal(heap.peek()?.name, 'e')
  t.end()
})

t.test('DESIGN 5: a cleared timer never comes, a replaced one comes once, at its new time', (t) => {
  const heap = new TimerHeap()
  heap.set('cleared', 1, nothing)
  heap.set('moved', 2, nothing)
  heap.set('kept', 3, nothing)
  heap.clear('cleared')
  heap.clear('unknown')
  heap.set('moved', 4, nothing)
  t.same(drain(heap), ['kept', 'moved'])
  t.equal(heap.peek(), undefined)
  t.end()
})

t.test('DESIGN 5: thousands of timers set, replaced and cleared agree with a sorted list', (t) => {
  const random = createRandom('timers')
  const heap = new TimerHeap()
  const model = new Map<string, { atMs: number; order: number }>()
  for (let order = 0; order < 20_000; order++) {
    const name = `t${random.integer(0, 500)}`
    if (random.next() < 0.3) {
      heap.clear(name)
      model.delete(name)
    } else {
      const atMs = random.integer(0, 1_000)
      heap.set(name, atMs, nothing)
      model.set(name, { atMs, order })
    }
  }
  const expected = [...model].sort(([, a], [, b]) => a.atMs - b.atMs || a.order - b.order)
  t.same(
    drain(heap),
    expected.map(([name]) => name),
  )
  t.end()
})
