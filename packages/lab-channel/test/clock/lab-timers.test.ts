import t, { type Test } from 'tap'
import { LabPacer } from '../../src/clock/lab-pacer.ts'
import { monotonicMs } from '../../src/index.ts'

const startsAtMs = 1_351_980_000_000
const hourMs = 3_600_000

/** A pacer whose participant, if any, is idle until its one timer. */
function startPacer(t: Test, mode: 'skip' | 'realtime', othersAtMs: number | null = null) {
  const log: string[] = []
  let isMoving = false
  const pacer = new LabPacer(
    { mode, startsAtMs, awaited: [] },
    {
      isMoving: () => isMoving,
      ask: () => undefined,
      tell: () => undefined,
      tellAll: () => log.push(`told ${Math.floor((pacer.nowMs() - startsAtMs) / 1_000)} s`),
    },
  )
  t.teardown(() => pacer.stop())
  pacer.barrier.join('a')
  pacer.barrier.idle('a', 0, othersAtMs)
  const setMoving = (moving: boolean): void => {
    isMoving = moving
    pacer.poke()
  }
  return { pacer, log, setMoving }
}

t.test(
  'DESIGN 5: the clock jumps to timers of the network, in their order, none early',
  async (t) => {
    const { pacer, log } = startPacer(t, 'skip')
    const began = monotonicMs()
    await new Promise<void>((resolve) => {
      const note = (name: string, atMs: number) => () => {
        log.push(`${name} ${pacer.timers.nowMs() >= startsAtMs + atMs}`)
        if (name === 'last') resolve()
      }
      for (const [name, atMs] of [
        ['second', hourMs],
        ['last', 2 * hourMs],
        ['third', hourMs],
        ['first', hourMs - 0.5],
      ] as const)
        pacer.timers.at(startsAtMs + atMs, note(name, atMs))
    })
    t.same(
      log,
      ['told 3600 s', 'second true', 'third true', 'first true', 'told 7200 s', 'last true'],
      'at whole milliseconds, and everybody was told the time before',
    )
    t.equal(pacer.jumpCount, 2)
    t.ok(monotonicMs() - began < 5_000)
  },
)

t.test('DESIGN 5: the earliest timer is jumped to, whoever has it', async (t) => {
  const { pacer } = startPacer(t, 'skip', startsAtMs + hourMs)
  let early = false
  pacer.timers.at(startsAtMs + 2 * hourMs, () => {
    early = true
  })
  pacer.poke()
  while (pacer.jumpCount === 0) await new Promise((resolve) => setImmediate(resolve))
  t.equal(Math.floor((pacer.nowMs() - startsAtMs) / 1_000), hourMs / 1_000)
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  t.notOk(early, 'the participant whose timer was due has not said that it is idle')
})

t.test('DESIGN 5: what is on its way holds the network back from its own timers', async (t) => {
  const { pacer, setMoving } = startPacer(t, 'skip')
  setMoving(true)
  const fired = new Promise<void>((resolve) => {
    pacer.timers.at(startsAtMs + hourMs, resolve)
  })
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  t.equal(pacer.jumpCount, 0)
  setMoving(false)
  await fired
  t.equal(pacer.jumpCount, 1)
})

t.test('DESIGN 5: a cleared timer is not jumped to', async (t) => {
  const { pacer } = startPacer(t, 'skip')
  pacer.timers.clear(pacer.timers.at(startsAtMs + 1_000, () => t.fail('it was cleared')))
  await new Promise<void>((resolve) => {
    pacer.timers.at(startsAtMs + hourMs, resolve)
  })
  t.equal(pacer.jumpCount, 1)
})

t.test('DESIGN 5: without jumps the timers of the network fire at the lab pace', async (t) => {
  const { pacer } = startPacer(t, 'realtime')
  const began = monotonicMs()
  await new Promise<void>((resolve) => {
    pacer.timers.at(pacer.timers.nowMs() + 40, resolve)
  })
  t.ok(monotonicMs() - began >= 39)
  t.equal(pacer.jumpCount, 0)
})
