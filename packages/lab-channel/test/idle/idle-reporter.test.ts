import type { ToHub } from '@understudy/shared'
import t from 'tap'
import { IdleReporter } from '../../src/idle/idle-reporter.ts'
import { QuietTurns } from '../../src/idle/quiet-turns.ts'

/** Resolves after the reporter, poked before, has had its quiet turns. */
const quiet = (): Promise<void> =>
  new Promise((resolve) => new QuietTurns(() => setImmediate(resolve)).poke())

function reporterOf(timer: { nextAtMs: number | null }) {
  const sent: ToHub[] = []
  const reporter = new IdleReporter({
    send: (message) => sent.push(message),
    nextAtMs: () => timer.nextAtMs,
  })
  return { reporter, takeSent: () => sent.splice(0) }
}

t.test(
  'DESIGN 5: idleness is told once per change, with what was seen and the next timer',
  async (t) => {
    const timer = { nextAtMs: null as number | null }
    const { reporter, takeSent } = reporterOf(timer)
    reporter.received()
    reporter.received()
    t.same(takeSent(), [], 'never in the same turn')
    await quiet()
    t.same(takeSent(), [{ type: 'idle', seen: 2, nextAtMs: null }])
    reporter.timersChanged(false)
    await quiet()
    t.same(takeSent(), [], 'nothing new')
    timer.nextAtMs = 99
    reporter.timersChanged(false)
    await quiet()
    t.same(takeSent(), [{ type: 'idle', seen: 2, nextAtMs: 99 }])
    reporter.timersChanged(true)
    await quiet()
    t.same(takeSent(), [{ type: 'idle', seen: 2, nextAtMs: 99 }], 'whose timer fired tells it anew')
  },
)

t.test('DESIGN 5: work of its own that lasts is told, and so is its end', async (t) => {
  const { reporter, takeSent } = reporterOf({ nextAtMs: 5 })
  reporter.received()
  await quiet()
  takeSent()
  reporter.begin()
  reporter.end()
  await quiet()
  t.same(takeSent(), [], 'work that ends in its turn is nobody’s concern')
  reporter.begin()
  await quiet()
  t.same(takeSent(), [{ type: 'busy' }])
  reporter.received()
  await quiet()
  t.same(takeSent(), [], 'busy still')
  reporter.end()
  await quiet()
  t.same(takeSent(), [{ type: 'idle', seen: 2, nextAtMs: 5 }])
  t.throws(() => reporter.end(), /work ended that had not begun/)
})
