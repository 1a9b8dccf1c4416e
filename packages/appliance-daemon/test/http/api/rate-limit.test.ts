import t from 'tap'
import { RateLimit } from '../../../src/http/api/rate-limit.ts'

const hourMs = 3_600_000

t.test('API-04: twenty a second, for each client by itself', (t) => {
  const limit = new RateLimit()
  const allowed = (client: string, nowMs: number): number =>
    Array.from({ length: 25 }, () => limit.take(client, nowMs)).filter((one) => one.allowed).length
  t.equal(allowed('a', hourMs + 999), 20)
  t.equal(allowed('b', hourMs + 999), 20, 'the other has its own')
  t.equal(allowed('a', hourMs + 1_000), 20, 'the next second begins anew')
  t.end()
})

t.test('API-04: fifteen thousand an hour, and each answer says how many are left', (t) => {
  const limit = new RateLimit()
  const left = (nowMs: number) => {
    const { allowed, headers } = limit.take('a', nowMs)
    return [allowed, headers['X-RateLimit-Limit'], headers['X-RateLimit-Remaining']]
  }
  t.same(left(hourMs), [true, 15_000, 14_999])
  for (let i = 1; i < 14_999; i++) limit.take('a', hourMs + i * 100)
  t.same(left(2 * hourMs - 1), [true, 15_000, 0])
  t.same(left(2 * hourMs - 1), [false, 15_000, 0], 'what is refused is not counted')
  t.same(left(2 * hourMs), [true, 15_000, 14_999], 'the next hour begins anew')
  t.end()
})
