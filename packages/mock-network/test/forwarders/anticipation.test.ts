import t from 'tap'
import { Anticipation } from '../../src/forwarders/anticipation.ts'

/** An event loop and a clock that only move when told. */
function loop() {
  let nowMs = 0
  let turn: (() => void) | undefined
  const anticipation = new Anticipation(
    () => nowMs,
    (next) => {
      turn = next
    },
  )
  return {
    passAfter: (ms: number): void => {
      nowMs += ms
      anticipation.passed()
    },
    /** Lets that much time go by in short turns; answers how many the loop was kept for. */
    turnsWithin: (ms: number): number => {
      const untilMs = nowMs + ms
      let turns = 0
      for (; turn !== undefined && nowMs < untilMs; turns++) {
        const run = turn
        turn = undefined
        nowMs += 0.01
        run()
      }
      return turns
    },
  }
}

t.test('while bytes follow each other closely, the loop stays awake between them', (t) => {
  const { passAfter, turnsWithin } = loop()
  for (let i = 0; i < 100; i++) passAfter(0.05)
  t.ok(turnsWithin(0.1) >= 9, 'awake for the next')
  t.ok(turnsWithin(1) <= 4, 'and asleep soon after it has not come')
  t.equal(turnsWithin(1), 0)
  t.end()
})

t.test('where bytes come now and then, the loop sleeps at once', (t) => {
  const { passAfter, turnsWithin } = loop()
  for (let i = 0; i < 100; i++) {
    for (let burst = 0; burst < 8; burst++) passAfter(0.05)
    passAfter(3)
  }
  t.equal(turnsWithin(1), 0)
  t.end()
})
