import { Type } from 'typebox'
import { closed, drawOn, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const factoryReset = virtualFaultKind(
  'what goes in a reset is read in the moment before, which no disk of a process that runs allows',
  {
    family: 'operator',
    title:
      'somebody breaks the relationship to give a box back, and resets it to factory defaults: the wrong one, perhaps (WEB-04)',
    // What the other one has not pulled yet is gone, whatever the product does (SYN-07).
    productOnly: true,
    args: Type.Object(
      {
        on: On,
        /** Between the break and the reset. */
        afterMs: ForMs,
      },
      closed,
    ),
    draw: (random) => ({ on: drawOn(random), afterMs: random.integer(1_000, 20_000) }),
    begin: (stage, { on, afterMs }) => {
      if (!stage.ask(on, 'break-relationship')) return false
      stage.after(afterMs, () => void stage.reset(on))
      return true
    },
  },
)
