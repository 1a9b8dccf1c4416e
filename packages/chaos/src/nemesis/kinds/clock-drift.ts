import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const clockDrift = virtualFaultKind('processes of one machine share its clock', {
  family: 'clock',
  title: 'an appliance’s clock goes too fast or too slow',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      /** 100 = the right speed. */
      percent: Type.Integer({ minimum: 10, maximum: 1_000 }),
    },
    closed,
  ),
  draw: (random) => ({ on: drawOn(random), percent: random.integer(50, 200) }),
  begin: (stage, { on, percent }) => {
    stage.world.host(on).clock.drift(percent / 100)
    return true
  },
})
