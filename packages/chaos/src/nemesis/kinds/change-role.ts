import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

const roleOperations = ['become-primary', 'become-backup'] as const

export const changeRole = faultKind({
  family: 'operator',
  title: 'an operator changes a role: on either box, with or without force and sync, once or twice',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      operation: Type.Enum(roleOperations),
      force: Type.Boolean(),
      syncFirst: Type.Boolean(),
      /** Asked again after this long; 0 = asked once. */
      againMs: Type.Integer({ minimum: 0, maximum: 600_000 }),
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    operation: roleOperations[random.integer(0, 1)] ?? 'become-primary',
    force: random.next() < 0.6,
    syncFirst: random.next() < 0.3,
    againMs: random.next() < 0.3 ? random.integer(1, 10_000) : 0,
  }),
  begin: (stage, { on, operation, force, syncFirst, againMs }) => {
    const input = { force, syncFirst }
    const begun = stage.ask(on, operation, input)
    if (begun && againMs > 0) stage.after(againMs, () => stage.ask(on, operation, input))
    return begun
  },
})
