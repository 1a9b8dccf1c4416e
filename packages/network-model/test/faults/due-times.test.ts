import t from 'tap'
import { DueTimes } from '../../src/faults/due-times.ts'

t.test('NET-09: faults are looked at when they are due, of the same time in their order', (t) => {
  const due = new DueTimes()
  t.equal(due.earliestMs, null)
  due.set('third', 20, 1)
  due.set('second', 10, 3)
  due.set('first', 10, 2)
  due.set('never', null, 4)
  due.set('gone', 5, 5)
  due.delete('gone')
  t.equal(due.earliestMs, 10)
  t.same(due.take(9), [])
  t.same(due.take(10), ['first', 'second'])
  due.set('third', 40, 1)
  t.equal(due.earliestMs, 40, 'set again it is due then')
  t.same(due.take(100), ['third'])
  t.equal(due.earliestMs, null)
  t.end()
})
