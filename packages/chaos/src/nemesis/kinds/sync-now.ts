import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const syncNow = faultKind({
  family: 'operator',
  title: 'an operator presses Sync Now, on either box',
  productOnly: false,
  args: Type.Object({ on: On }, closed),
  draw: (random) => ({ on: drawOn(random) }),
  begin: (stage, { on }) => stage.ask(on, 'sync-now'),
})
