import type { LabEvent } from '@understudy/shared'
import type { Conductor } from './conductor.ts'
import type { ConductorEffect, ConductorInput } from './contract.ts'

/** An input as it came, with the lab's time. */
export interface Heard {
  readonly atMs: number
  readonly input: ConductorInput
}

type EffectOf<K extends ConductorEffect['kind']> = Extract<ConductorEffect, { kind: K }>

type Asked = EffectOf<'invoke'> | EffectOf<'command'>

/** Where a rehearsal stands that has been told again. */
export interface Retold {
  /** All that happened, the conductor's own events among it. */
  readonly events: readonly LabEvent[]
  /** When each timer that has not fired yet is to. */
  readonly timers: ReadonlyMap<string, number>
  /** What was asked for, and has no answer. */
  readonly unanswered: readonly Asked[]
  /** Whether the clients were sent to work, and not sent home since. */
  readonly areClientsAtWork: boolean
  /** Its first window has begun: before that there is no step that one could go on from. */
  readonly hasBegun: boolean
  /** Texts that were to be kept, and the names under which files were. */
  readonly texts: ReadonlyMap<string, string>
  readonly files: readonly string[]
}

/**
 * Tells a new conductor of the same plan everything that another one was told, so that it stands where that one stood when its
 * process ended (REH-04): the same inputs make the same state. A failure that ended the rehearsal then is a question now. Nothing
 * is carried out; `source` is whose events the conductor's are.
 */
export function retell(conductor: Conductor, heard: readonly Heard[], source: string): Retold {
  const events: LabEvent[] = []
  const timers = new Map<string, number>()
  const unanswered = new Map<string, Asked>()
  let areClientsAtWork = false
  const texts = new Map<string, string>()
  const files: string[] = []
  const note = {
    record: ({ event }: EffectOf<'record'>, atMs: number) =>
      events.push({ ...event, atMs, source } as LabEvent),
    'set-timer': ({ timer, atMs }: EffectOf<'set-timer'>) => timers.set(timer, atMs),
    'clear-timer': ({ timer }: EffectOf<'clear-timer'>) => timers.delete(timer),
    command: (asked: EffectOf<'command'>) => {
      unanswered.set(asked.call, asked)
      if (asked.command.kind === 'start-clients') areClientsAtWork = true
      if (asked.command.kind === 'wind-down-clients') areClientsAtWork = false
    },
    invoke: (asked: EffectOf<'invoke'>) => {
      unanswered.set(asked.call, asked)
      if (asked.keepAs !== undefined) files.push(asked.keepAs)
    },
    keep: ({ file, text }: EffectOf<'keep'>) => texts.set(file, text),
    finished: () => {},
  }
  conductor.isTakenUp = true
  for (const { atMs, input } of heard) {
    if (input.kind === 'event') events.push(input.event)
    if (input.kind === 'timer') timers.delete(input.timer)
    if (input.kind === 'answer') unanswered.delete(input.call)
    for (const effect of conductor.step(input, atMs))
      (note[effect.kind] as (effect: ConductorEffect, atMs: number) => unknown)(effect, atMs)
  }
  conductor.isTakenUp = false
  const hasBegun = events.some(({ name }) => name === 'window-started')
  return {
    ...{ events, timers, unanswered: [...unanswered.values()], texts, files },
    ...{ areClientsAtWork, hasBegun },
  }
}
