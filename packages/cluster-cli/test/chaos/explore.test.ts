import t from 'tap'
import { commandLine } from '../support/command-line.ts'

const folder = t.testdir()

t.test('CHA-03: an exploration says that it saw all, in states and depth', async (t) => {
  const none = ['--crashes', '0', '--cuts', '0']
  const { code, out } = await commandLine(folder, ['chaos', 'explore', 'swap', ...none])
  t.equal(code, 0)
  t.match(out, /depth \d+: \d+ states, 0 to go on from/)
  t.match(out, /exhausted: no law is broken\n$/)
})

t.test('REH-08: an exploration that met a bound proves nothing: inconclusive', async (t) => {
  const few = ['chaos', 'explore', 'failover', '--states', '50', '--json']
  const { code, out } = await commandLine(folder, few)
  t.equal(code, 2)
  t.match(JSON.parse(out), { scope: 'failover', isExhausted: false, violation: null })
})

t.test('WEB-06: an unknown scope is refused with the known ones', async (t) => {
  const { code, err } = await commandLine(folder, ['chaos', 'explore', 'swop'])
  t.equal(code, 3)
  t.match(err, /swap/)
})
