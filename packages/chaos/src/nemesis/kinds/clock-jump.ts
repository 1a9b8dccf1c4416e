import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

const dayMs = 86_400_000
const jumpsMs = [-dayMs, -60_000, -1_000, 1_000, 60_000, 3_600_000, dayMs] as const

export const clockJump = virtualFaultKind('processes of one machine share its clock', {
  family: 'clock',
  title: 'an appliance’s clock is set forward or back, up to a day',
  productOnly: false,
  args: Type.Object(
    { on: On, byMs: Type.Integer({ minimum: -31 * dayMs, maximum: 31 * dayMs }) },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    byMs: jumpsMs[random.integer(0, jumpsMs.length - 1)] ?? 1_000,
  }),
  begin: (stage, { on, byMs }) => {
    stage.setClock(on, (clock) => clock.jump(byMs))
    return true
  },
})
