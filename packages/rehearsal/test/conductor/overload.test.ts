import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab } from './fake-lab.ts'

/** Those warnings of a rehearsal on the shipped lab, with its population changed. */
function overloadsOf(clients: object) {
  const lab = shippedLab('default')
  const fake = new FakeLab({ ...lab, clients: { ...lab.clients, ...clients } })
  t.equal(fake.play(shippedRunbook('synchronous')).outcome, 'completed')
  return fake.named('warning').filter(({ code }) => code === 'overload')
}

t.test(
  'REH-08: twenty people who are asked to do the work of thirty are warned of at preflight',
  async (t) => {
    const told = overloadsOf({
      representatives: 20,
      sessionEveryMs: 10_000,
      sessionLengthMs: 300_000,
    })
    t.match(told, [
      {
        step: 'preflight',
        message: /20 representatives are asked to do the work of 30: .* every 10 s .* for 300 s/,
      },
    ])
  },
)

t.test(
  'REH-08: people whose console is out of use until, or after, the update do no work',
  async (t) => {
    const busy = { representatives: 20, sessionEveryMs: 10_000, sessionLengthMs: 180_000 }
    t.same(overloadsOf(busy), [])
    t.equal(overloadsOf({ ...busy, msiConsoles: 3 }).length, 1)
    t.equal(overloadsOf({ ...busy, earlyConsoles: 3 }).length, 1)
  },
)

t.test('REH-08: it is the busiest hour of the day’s profile that counts', async (t) => {
  const quiet = { representatives: 20, sessionEveryMs: 10_000, sessionLengthMs: 120_000 }
  const profile = (busiest: number) => Array.from({ length: 24 }, (_, h) => (h === 9 ? busiest : 1))
  t.same(overloadsOf({ ...quiet, dayProfile: profile(1.5) }), [])
  t.match(overloadsOf({ ...quiet, dayProfile: profile(2) }), [
    { message: /work of 24: .* every 5 s/ },
  ])
})

t.test('REH-08: no shipped lab asks more of its people than they can do', async (t) => {
  for (const name of ['default', 'legacy', 'dns', 'nat', 'storm', 'administrators']) {
    const fake = new FakeLab(shippedLab(name))
    fake.play(shippedRunbook('synchronous'))
    t.same(
      fake.named('warning').filter(({ code }) => code === 'overload'),
      [],
      name,
    )
  }
})
