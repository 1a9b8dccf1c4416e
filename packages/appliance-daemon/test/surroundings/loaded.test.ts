import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { loaded } from '../../src/surroundings/loaded.ts'

t.test(
  'LAB-01: the lab waits while something is loaded, until what needs it has begun',
  async (t) => {
    let underWay = 0
    const work = {
      begin: () => {
        underWay += 1
      },
      end: () => {
        underWay -= 1
      },
    }
    const seen: number[] = []
    const load = async (): Promise<string> => {
      await setImmediate()
      seen.push(underWay)
      return 'library'
    }
    t.equal(await loaded(work, load), 'library')
    seen.push(underWay)
    await setImmediate()
    t.same([...seen, underWay], [1, 1, 0])
    await t.rejects(loaded(work, () => Promise.reject(new Error('not there'))))
    await setImmediate()
    t.equal(underWay, 0)
  },
)
