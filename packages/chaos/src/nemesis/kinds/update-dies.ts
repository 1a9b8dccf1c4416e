import { Type } from 'typebox'
import { updatePackage } from '../../schedule/lab-options.ts'
import { closed, drawForMs, drawOn, drawOne, ForMs, On } from '../arguments.ts'
import { crashPoints, unseenByProcesses } from '../crash-points.ts'
import { virtualFaultKind } from '../fault-kind.ts'
import { interruptibleSteps, watchInstallation } from '../installation-step.ts'

export const updateDies = virtualFaultKind(unseenByProcesses, {
  family: 'update',
  title: 'the process dies at a named point of its driver, in a named step of an installation',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      step: Type.Enum(interruptibleSteps),
      point: Type.Enum(crashPoints),
      downMs: ForMs,
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    step: drawOne(random, interruptibleSteps),
    point: drawOne(random, crashPoints),
    downMs: drawForMs(random, 30_000),
  }),
  begin: (stage, { on, step, point, downMs }) => {
    const host = stage.world.host(on)
    if (!host.running) return false
    const stepNow = watchInstallation(stage, on)
    host.dieAt((passed) => {
      if (stepNow() !== step || passed !== point) return false
      host.dieAt(null)
      stage.after(downMs, () => stage.startAgain(on))
      return true
    })
    return stage.ask(on, 'install-update', { package: updatePackage, acceptEula: true })
  },
})
