import { Type } from 'typebox'
import { Interface, initialLogin, interfaces } from '../accounts.ts'
import { closed, drawOn, drawOne, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const wrongPasswords = faultKind({
  family: 'operator',
  title: 'somebody guesses an administrator’s password, who logs in soon after (SEC-02)',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      interface: Interface,
      tries: Type.Integer({ minimum: 1, maximum: 100 }),
      everyMs: Type.Integer({ minimum: 1, maximum: 10_000 }),
      /** The administrator logs in so long after the last guess. */
      afterMs: Type.Integer({ minimum: 1, maximum: 600_000 }),
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    interface: drawOne(random, interfaces),
    // Five in a row lock the account; a source has thirty at once.
    tries: 1 + Math.floor(40 * random.next() ** 3),
    everyMs: random.integer(1, 500),
    afterMs: random.integer(1, 20_000),
  }),
  begin: (stage, { on, interface: which, tries, everyMs, afterMs }) => {
    const guess = { interface: which, ...initialLogin, password: 'not the password' }
    const isHit = stage.ask(on, 'log-in', guess)
    for (let i = 1; i < tries; i++) stage.after(i * everyMs, () => stage.ask(on, 'log-in', guess))
    const lastMs = (tries - 1) * everyMs
    stage.after(lastMs + afterMs, () =>
      stage.ask(on, 'log-in', { interface: which, ...initialLogin }),
    )
    return isHit
  },
})
