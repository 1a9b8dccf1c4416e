import t from 'tap'
import { Silence, type SilenceVerdict } from '../../src/index.ts'

const heartbeat = { everyMs: 30_000, answerMs: 20_000 }
const never = (): boolean => false
const always = (): boolean => true

/** Wakes it whenever it asks to be, until it has come to something: what, and when. */
function outcomeOf(
  silence: Silence,
  untilMs: number,
  meetsStranger: (nowMs: number) => boolean = never,
): { readonly verdict: SilenceVerdict; readonly atMs: number } {
  for (;;) {
    const atMs = silence.wakeAtMs
    if (atMs === null || atMs > untilMs) return { verdict: 'goes-on', atMs: untilMs }
    const verdict = silence.wake(atMs, () => meetsStranger(atMs))
    if (verdict !== 'goes-on') return { verdict, atMs }
  }
}

t.test('NET-12: who listens gives up when a heartbeat has not been answered in time', (t) => {
  const silence = new Silence({ heartbeat, phaseMs: 7_000 }, 10_000)
  t.same(outcomeOf(silence, 100_000), { verdict: 'time-limit', atMs: 57_000 })
  t.end()
})

t.test('NET-12: a heartbeat that meets a stranger is answered by a reset', (t) => {
  const silence = new Silence({ heartbeat, phaseMs: 0 }, 10_000)
  t.same(outcomeOf(silence, 100_000, always), { verdict: 'reset', atMs: 30_000 })
  t.end()
})

t.test('NET-12: what was sent meets the stranger when it is sent again', (t) => {
  const silence = new Silence({ heartbeat, phaseMs: 0 }, 10_000)
  silence.sent(10_500)
  const found = outcomeOf(silence, 100_000, (nowMs) => nowMs > 14_000)
  t.same(found, { verdict: 'reset', atMs: 17_500 }, 'at 10.5, 11.5, 13.5 and then 17.5 s')
  t.end()
})

t.test('NET-12: without a heartbeat of its own a connection is given up by TCP alone', (t) => {
  const silence = new Silence({ heartbeat: null, phaseMs: 0 }, 10_000)
  t.equal(silence.wakeAtMs, null, 'who only listens listens for ever')
  silence.sent(20_000)
  t.same(outcomeOf(silence, 10_000_000), { verdict: 'time-limit', atMs: 683_000 })
  t.end()
})

t.test('NET-12: what heals in time is whole when all that was sent has been sent again', (t) => {
  const unnoticed = new Silence({ heartbeat, phaseMs: 0 }, 10_000)
  unnoticed.healed(12_000)
  t.same(outcomeOf(unnoticed, 100_000), { verdict: 'whole', atMs: 12_000 })
  const noticed = new Silence({ heartbeat, phaseMs: 0 }, 10_000)
  t.same(outcomeOf(noticed, 35_000), { verdict: 'goes-on', atMs: 35_000 })
  noticed.healed(35_000)
  t.same(outcomeOf(noticed, 100_000), { verdict: 'whole', atMs: 37_000 })
  const late = new Silence({ heartbeat, phaseMs: 0 }, 10_000)
  outcomeOf(late, 46_000)
  late.healed(46_000)
  t.same(outcomeOf(late, 100_000), { verdict: 'time-limit', atMs: 50_000 }, 'the next is at 61 s')
  t.end()
})

t.test(
  'NET-12: what breaks again before it was acknowledged has waited since the first time',
  (t) => {
    const silence = new Silence({ heartbeat, phaseMs: 0 }, 10_000)
    outcomeOf(silence, 35_000)
    silence.healed(35_000)
    silence.broken(36_000)
    t.same(outcomeOf(silence, 100_000), { verdict: 'time-limit', atMs: 50_000 })
    t.end()
  },
)
