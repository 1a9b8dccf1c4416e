import { type ApplianceName, type ApplianceStatus, unreachable } from '@understudy/shared'
import type { World } from '@understudy/simulator'
import { beginFault } from '../nemesis/scheduled-fault.ts'
import type { VirtualStage } from '../nemesis/virtual-stage.ts'
import type { Course, Request } from './course.ts'

/** Plays it in virtual time: whatever it waits for is there at once. */
export function playCourse<T>(course: Course<T>, stage: VirtualStage): T {
  let step = course.next()
  while (step.done !== true) step = course.next(answerTo(step.value, stage))
  return step.value
}

/** An operator who gets no page looks again a second later. */
const looksMax = 60

/** A box that was kept busy may reboot as late as while it is asked: a reset waits behind other work. */
function pageOf(world: World, of: ApplianceName): ApplianceStatus {
  for (let look = 1; look < looksMax; look++) {
    const outcome = world.invokeAndRun(of, 'status')
    if (outcome.ok) return outcome.value
    world.runFor(1_000)
  }
  return world.status(of)
}

function answerTo(request: Request, stage: VirtualStage): unknown {
  const { world } = stage
  switch (request.kind) {
    case 'pass':
      return world.runFor(request.ms)
    case 'event':
      return world.runUntilEvent(request.holds, request.withinMs)
    case 'status':
      return pageOf(world, request.of)
    case 'invoke':
      return world.invokeAndRun(request.on, request.operation, request.input)
    case 'clients':
      return world.commandAndRun('clients', request.command)
    case 'begin':
      return beginFault(stage, request.fault)
    case 'heal':
      return stage.heal()
    default:
      unreachable(request)
  }
}
