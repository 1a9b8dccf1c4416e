import { unreachable } from '@understudy/shared'
import { beginFault } from '../nemesis/scheduled-fault.ts'
import type { VirtualStage } from '../nemesis/virtual-stage.ts'
import type { Course, Request } from './course.ts'

/** Plays it in virtual time: whatever it waits for is there at once. */
export function playCourse<T>(course: Course<T>, stage: VirtualStage): T {
  let step = course.next()
  while (step.done !== true) step = course.next(answerTo(step.value, stage))
  return step.value
}

function answerTo(request: Request, stage: VirtualStage): unknown {
  const { world } = stage
  switch (request.kind) {
    case 'pass':
      return world.runFor(request.ms)
    case 'event':
      return world.runUntilEvent(request.holds, request.withinMs)
    case 'status':
      return world.status(request.of)
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
