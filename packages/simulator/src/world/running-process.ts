import type { ApplianceInput, ApplianceTimer, Driver } from '@understudy/appliance-core'
import { assert, type CertificateFacts, type Outcome, type Random } from '@understudy/shared'
import type { Inbox } from '../scheduler/inbox.ts'
import type { NamedTimers } from '../scheduler/named-timers.ts'
import type { Files } from './files.ts'
import type { HostCore } from './host-ports.ts'
import type { ServiceQueue } from './service-queue.ts'

/** An operation that has not been answered yet. */
interface Call {
  readonly operation: string
  readonly onAnswer: (outcome: Outcome<unknown>) => void
}

/** What lives as long as the process. */
export interface RunningProcess {
  readonly core: HostCore
  readonly driver: Driver
  readonly inbox: Inbox<ApplianceInput>
  readonly timers: NamedTimers<ApplianceTimer>
  readonly calls: Map<string, Call>
  readonly queue: ServiceQueue
  readonly files: Files
  /** What is shown to new connections, by address; at others what the box came with. */
  readonly served: Map<string, CertificateFacts>
  /** Stopped, as by SIGSTOP: what comes waits here; null = it runs. */
  paused: ApplianceInput[] | null
  /** How many inputs have come and wait for their turn. */
  waitingCount: number
  preSharedKey: string
  /** A source for each job, so that it takes nothing from the others. */
  randomOf(job: string): Random
}

/** Answers a call, which is then over. */
export function answer(process: RunningProcess, request: string, outcome: Outcome<unknown>): void {
  const call = process.calls.get(request)
  assert(call !== undefined, () => `${request} was answered twice, or never asked`)
  process.calls.delete(request)
  call.onAnswer(outcome)
}

export const isAtWork = (process: RunningProcess | null, nowMs: number): boolean =>
  process?.paused === null && process.waitingCount === 0 && !process.queue.isBusy(nowMs)
