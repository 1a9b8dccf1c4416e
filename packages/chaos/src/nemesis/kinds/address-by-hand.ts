import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const addressByHand = faultKind({
  family: 'network',
  title: 'somebody ticks or unticks the shared address on a box: both claim it, or nobody (NET-02)',
  productOnly: false,
  args: Type.Object({ on: On, enabled: Type.Boolean(), forMs: ForMs }, closed),
  draw: (random) => ({
    on: drawOn(random),
    enabled: random.next() < 0.6,
    forMs: drawForMs(random, 60_000),
  }),
  begin: (stage, { on, enabled, forMs }) => {
    const address = stage.lab.network.sharedAddress
    const begun = stage.ask(on, 'set-address-enabled', { address, enabled })
    if (begun)
      stage.after(forMs, () => stage.ask(on, 'set-address-enabled', { address, enabled: !enabled }))
    return begun
  },
})
