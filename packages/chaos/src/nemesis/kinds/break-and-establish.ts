import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { establishFrom } from '../establish-from.ts'
import { faultKind } from '../fault-kind.ts'

export const breakRelationship = faultKind({
  family: 'operator',
  title: 'an operator breaks the relationship',
  productOnly: false,
  args: Type.Object({ on: On }, closed),
  draw: (random) => ({ on: drawOn(random) }),
  begin: (stage, { on }) => stage.ask(on, 'break-relationship'),
})

export const establish = faultKind({
  family: 'operator',
  title: 'an operator establishes the relationship, from the right box or the wrong one',
  productOnly: false,
  args: Type.Object({ on: On, force: Type.Boolean() }, closed),
  draw: (random) => ({ on: drawOn(random), force: random.next() < 0.3 }),
  begin: (stage, { on, force }) =>
    stage.ask(on, 'establish-relationship', { ...establishFrom(stage.lab, on), force }),
})
