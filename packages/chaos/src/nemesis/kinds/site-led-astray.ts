import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'
import { addressOf, leadSiteTo } from '../lead-site.ts'

/** One of the lab's network that nobody has. */
const nobodysAddress = '192.0.2.99'

export const siteLedAstray = faultKind({
  family: 'network',
  title:
    'the site’s record or rule is edited with a typing error and leads to nobody, then to a box',
  productOnly: false,
  args: Type.Object({ to: On, forMs: ForMs }, closed),
  draw: (random) => ({ to: drawOn(random), forMs: drawForMs(random, 60_000) }),
  begin: (stage, { to, forMs }) => {
    if (!leadSiteTo(stage, nobodysAddress)) return false
    stage.after(forMs, () => leadSiteTo(stage, addressOf(stage, to)))
    return true
  },
})
