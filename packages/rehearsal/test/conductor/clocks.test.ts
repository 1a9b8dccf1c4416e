import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab } from './fake-lab.ts'

const endWith = (offMs: number) => {
  const fake = new FakeLab({ ...shippedLab('default'), wrongClocks: { b: offMs } })
  return { end: fake.play(shippedRunbook('asynchronous')), fake }
}

t.test('REH-03: a box whose clock is wrong is refused, with what that breaks', async (t) => {
  const { end, fake } = endWith(-86_400_000)
  t.equal(end.outcome, 'stopped')
  t.match(end.reason, /b: its clock is 24h behind/)
  t.match(end.reason, /Appliance Download Keys.*certificates.*backups/)
  t.same(fake.named('window-started'), [])
  t.equal(endWith(240_000).end.outcome, 'completed', 'a few minutes break nothing')
})
