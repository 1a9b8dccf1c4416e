import { resolveClients } from '@understudy/shared'
import t from 'tap'
import { Arrivals } from '../src/arrivals.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How many come in each hour of a day. */
function byHour(dayProfile?: readonly number[]): readonly number[] {
  const clients = resolveClients({
    sessionEveryMs: 10_000,
    ...(dayProfile === undefined ? {} : { dayProfile: [...dayProfile] }),
  })
  const arrivals = new Arrivals(clients, 'seed-1')
  const counts = new Array<number>(24).fill(0)
  arrivals.begin(0)
  while (arrivals.wakeAtMs < dayMs) {
    const atMs = arrivals.wakeAtMs
    const hour = Math.floor((atMs - 1) / hourMs)
    counts[hour] = (counts[hour] ?? 0) + arrivals.takeDue(atMs)
  }
  return counts
}

/** Quiet nights, a busy morning. */
const profile = Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0.1 : hour < 12 ? 2 : 1))

t.test('CLI-08: by a day’s profile customers come by the hour, as many as its weights say', (t) => {
  const counts = byHour(profile)
  for (const [hour, weight] of profile.entries()) {
    const expected = weight * 360
    const deviation = Math.abs((counts[hour] ?? 0) - expected)
    t.ok(deviation < 5 * Math.sqrt(expected), `hour ${hour}: ${counts[hour]} of ${expected}`)
  }
  t.end()
})

t.test('CLI-08: without a profile, and with one that is flat, every hour is the same', (t) => {
  const flat = byHour(new Array<number>(24).fill(1))
  t.same(flat, byHour())
  t.ok(flat.every((count) => count > 250 && count < 470))
  t.end()
})

t.test('CLI-08: in hours without customers nobody comes, and it goes on afterwards', (t) => {
  const counts = byHour(Array.from({ length: 24 }, (_, hour) => (hour >= 20 ? 1 : 0)))
  t.same(counts.slice(0, 20), new Array<number>(20).fill(0))
  t.ok(counts.slice(20).every((count) => count > 200))
  t.same(byHour(new Array<number>(24).fill(0)), new Array<number>(24).fill(0), 'nor ever')
  t.end()
})
