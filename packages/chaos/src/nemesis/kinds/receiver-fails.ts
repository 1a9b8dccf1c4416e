import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const receiverFails = faultKind({
  family: 'link',
  title: 'the receiver of outbound events is not reached, or answers that it fails',
  productOnly: false,
  args: Type.Object({ on: On, status: Type.Enum([0, 404, 500, 503]), forMs: ForMs }, closed),
  draw: (random) => ({
    on: drawOn(random),
    /** 0 = none: its path is cut. */
    status: ([0, 404, 500, 503] as const)[random.integer(0, 3)] ?? 0,
    forMs: drawForMs(random, 120_000),
  }),
  begin: (stage, { on, status, forMs }) => {
    if (status === 0)
      return stage.faultFor(forMs, { kind: 'partition', from: on, to: 'events', direction: 'both' })
    stage.tellNetwork({ kind: 'set-event-answer', input: { status } })
    stage.after(forMs, () =>
      stage.tellNetwork({ kind: 'set-event-answer', input: { status: 200 } }),
    )
    return true
  },
})
