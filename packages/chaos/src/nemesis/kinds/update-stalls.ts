import { Type } from 'typebox'
import { updatePackage } from '../../schedule/lab-options.ts'
import { closed, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const updateStalls = faultKind({
  family: 'update',
  title: 'a Base installation stalls, is restarted although it must not be, and support repairs it',
  productOnly: false,
  args: Type.Object({ on: On, afterMs: ForMs, restarts: Type.Boolean(), repairMs: ForMs }, closed),
  draw: (random) => ({
    on: drawOn(random),
    afterMs: random.integer(100, 11_000),
    restarts: random.next() < 0.6,
    repairMs: random.integer(1_000, 30_000),
  }),
  begin: (stage, { on, afterMs, restarts, repairMs }) => {
    const installs = { package: updatePackage, acceptEula: true }
    if (!stage.ask(on, 'install-update', installs)) return false
    stage.after(afterMs, () => {
      stage.ask(on, 'stall-installation')
      // The stall is on disk before the power switch is found.
      if (restarts) stage.after(500, () => stage.crash(on))
      stage.after(1_000, () => stage.startAgain(on))
      stage.after(1_000 + repairMs, () => stage.ask(on, 'repair-appliance'))
    })
    return true
  },
})
