import { Type } from 'typebox'
import { peerOf } from '../../schedule/lab-options.ts'
import { closed, drawOn, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const hostDestroyed = virtualFaultKind(
  'on this machine an empty disk comes back under the old appliance’s GUID; `failed-appliance` rehearses it (HW-02)',
  {
    family: 'disk',
    title:
      'the host burns with its disk: the other one is made primary by force, a new box comes later',
    // What the other one has not pulled yet is gone, whatever the product does (SYN-07).
    productOnly: true,
    args: Type.Object({ on: On, afterMs: ForMs, newAfterMs: ForMs }, closed),
    draw: (random) => ({
      on: drawOn(random),
      afterMs: random.integer(100, 20_000),
      newAfterMs: random.integer(5_000, 60_000),
    }),
    begin: (stage, { on, afterMs, newAfterMs }) => {
      if (!stage.destroy(on, newAfterMs)) return false
      stage.after(afterMs, () => stage.ask(peerOf(on), 'become-primary', { force: true }))
      return true
    },
  },
)
