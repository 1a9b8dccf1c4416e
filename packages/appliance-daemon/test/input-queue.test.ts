import type { ApplianceInput } from '@understudy/appliance-core'
import t from 'tap'
import { InputQueue } from '../src/input-queue.ts'

const timer = (name: string): ApplianceInput => ({ kind: 'timer', timer: `silent:${name}` })
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function recorder(handle: (inputs: readonly ApplianceInput[]) => void = () => undefined) {
  const batches: (readonly ApplianceInput[])[] = []
  const failures: unknown[] = []
  let workCount = 0
  const queue = new InputQueue({
    handle: (inputs) => {
      batches.push(inputs)
      handle(inputs)
    },
    onFatal: (error) => failures.push(error),
    work: { begin: () => workCount++, end: () => workCount-- },
  })
  return { queue, batches, failures, workCount: () => workCount }
}

t.test('inputs of one turn are one batch; the lab’s clock waits for it', async (t) => {
  const { queue, batches, workCount } = recorder()
  queue.push(timer('a'))
  queue.push(timer('b'))
  t.equal(workCount(), 1)
  t.same(batches, [])
  await turn()
  t.same(batches, [[timer('a'), timer('b')]])
  t.equal(workCount(), 0)
})

t.test('what a batch leads to comes in the next one', async (t) => {
  const { queue, batches } = recorder((inputs) => {
    if (inputs.length === 1) for (const name of ['b', 'c']) queue.push(timer(name))
  })
  queue.push(timer('a'))
  await turn()
  t.equal(batches.length, 1)
  await turn()
  t.same(batches[1], [timer('b'), timer('c')])
})

t.test('closing handles what waits and the last input, and nothing after it', async (t) => {
  const { queue, batches } = recorder()
  queue.push(timer('a'))
  queue.close({ kind: 'stopping' })
  queue.close({ kind: 'stopping' })
  queue.push(timer('b'))
  await turn()
  t.same(batches, [[timer('a'), { kind: 'stopping' }]])
})

t.test('SYN-06: after a failed batch nothing more is handled', async (t) => {
  const failure = new Error('the disk is full')
  const { queue, batches, failures } = recorder(() => {
    throw failure
  })
  queue.push(timer('a'))
  await turn()
  queue.push(timer('b'))
  await turn()
  t.equal(batches.length, 1)
  t.same(failures, [failure])
})
