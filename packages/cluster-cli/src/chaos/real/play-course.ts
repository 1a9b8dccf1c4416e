import { beginFault, type Course, type PairName, type Request } from '@understudy/chaos'
import type { LabChannel } from '@understudy/lab-channel'
import {
  type ApplianceStatus,
  type InputOf,
  type OperationName,
  unreachable,
} from '@understudy/shared'
import type { EventLog } from '../../library/event-log.ts'
import type { RealStage } from './real-stage.ts'

export interface CoursePorts {
  readonly stage: RealStage
  readonly log: EventLog
  readonly channel: LabChannel
  /** While this is awaited, lab time may jump. Rejects when the lab ends meanwhile. */
  readonly idly: <T>(waited: Promise<T>) => Promise<T>
}

/** An appliance that should run does not say how it is. */
export class NoStatus extends Error {
  override readonly name = 'NoStatus'
}

/** Plays it on real processes: waits for whatever it waits for. */
export async function playCourse<T>(course: Course<T>, ports: CoursePorts): Promise<T> {
  const answer = answering(ports)
  let step = course.next()
  while (step.done !== true) step = course.next(await answer(step.value))
  return step.value
}

function answering({
  stage,
  log,
  channel,
  idly,
}: CoursePorts): (request: Request) => Promise<unknown> {
  /** What comes of a request may be told before its answer. */
  let askedAt = log.events.length
  const statusOf = async (name: PairName): Promise<ApplianceStatus> => {
    const outcome = await idly(stage.boxes[name].calls.invoke(name, 'status', {}))
    if (outcome.ok) return outcome.value
    throw new NoStatus(`${name} does not tell its status: ${outcome.refusal.message}`)
  }
  return async (request) => {
    switch (request.kind) {
      case 'pass':
        return idly(log.pass(request.ms))
      case 'event':
        return idly(log.eventFrom(askedAt, request.holds, request.withinMs))
      case 'status':
        return statusOf(request.of)
      case 'invoke': {
        askedAt = log.events.length
        const { on, operation, input } = request
        return idly(
          stage.boxes[on as PairName].calls.invoke(on, operation, input as InputOf<OperationName>),
        )
      }
      case 'clients':
        askedAt = log.events.length
        return idly(channel.command('clients', request.command))
      case 'begin': {
        const isBegun = beginFault(stage, request.fault)
        return (await stage.settled()) && isBegun
      }
      case 'heal':
        return stage.heal()
      default:
        unreachable(request)
    }
  }
}
