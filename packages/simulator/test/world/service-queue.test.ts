import t from 'tap'
import { ServiceQueue } from '../../src/world/service-queue.ts'

t.test('CLI-08: an idle appliance serves at once, a busy one in the order of arrival', (t) => {
  const queue = new ServiceQueue()
  t.equal(queue.admit(4_300, 1_000), 0)
  t.equal(queue.admit(250, 1_000), 4)
  t.equal(queue.admit(250, 1_001), 3, 'it waits for both')
  t.equal(queue.waitMs(1_001), 3, 'which asking does not lengthen')
  t.equal(queue.admit(250, 1_006), 0, 'and is idle again')
  t.end()
})
