import type { LabChannel } from '@understudy/lab-channel'
import type { Conductor, ConductorEffect, ConductorInput, Retold } from '@understudy/rehearsal'
import {
  type ConductorEvent,
  type LabEvent,
  type Outcome,
  operationIn,
  readsOnly,
  refusal,
  refused,
  targetOf,
} from '@understudy/shared'
import type { ApplianceCalls } from '../appliances/appliance-calls.ts'
import type { KeptContent } from '../output/kept-content.ts'
import { EventTape } from './event-tape.ts'
import { invokeWithFiles } from './invoke-with-files.ts'
import { acknowledgedIn, type Journal } from './journal.ts'

/** A person's word, as an attended rehearsal takes it. */
export type PersonWord = Omit<Extract<ConductorInput, { kind: 'person' }>, 'kind'>

/** How long the hub may take to return the last events, in real time. */
const settleMs = 5_000

export interface ConductingOptions {
  /** Called with each event as it becomes known, the conductor's own included. */
  readonly onEvent: (event: LabEvent) => void
  /** Called with what a step downloads, before anything goes on. */
  readonly onKept?: (file: string, content: KeptContent) => void
  /** Told what the conductor is told. */
  readonly journal?: Journal | undefined
  /** Where another process has left off, and what the person says who goes on. */
  readonly goingOn?: GoingOn | undefined
}

export interface GoingOn {
  readonly retold: Retold
  /** When it was left, in lab time. */
  readonly leftAtMs: number
  /** Whether people are asked from now on. */
  readonly isAttended: boolean
  readonly kept: ReadonlyMap<string, KeptContent>
  readonly word: PersonWord
}

type Asked = Retold['unanswered'][number]

const wasStopped = {
  ...{ step: 'what was under way', from: 'understudy', host: 'the lab', port: 443 },
  found: 'the rehearsal was stopped',
} as const

/** Hosts the conductor in a real lab: events, answers and timers in, calls and commands out. */
export class Conducting {
  readonly #conductor: Conductor
  readonly #channel: LabChannel
  readonly #options: ConductingOptions
  readonly #tape: EventTape
  readonly #inputs: ConductorInput[] = []
  /** What steps downloaded, by file name. */
  readonly kept = new Map<string, KeptContent>()
  readonly #finished: Promise<void>
  #finish: () => void = () => {}
  #calls: ApplianceCalls | undefined
  #over = false
  #isHeld = false
  #stepping = false
  #lost = false
  #onSettled: () => void = () => {}
  /** What is said of the first failure after it was gone on with, until a step has ended well. */
  #wordOfFailure: PersonWord | undefined

  /** Create it in the turn in which the channel was joined. */
  constructor(conductor: Conductor, channel: LabChannel, options: ConductingOptions) {
    this.#conductor = conductor
    this.#channel = channel
    this.#options = options
    this.#tape = new EventTape('conductor', options.goingOn?.retold.events)
    for (const [file, content] of options.goingOn?.kept ?? []) this.#keep(file, content)
    this.#finished = new Promise((resolve) => {
      this.#finish = resolve
    })
    channel.onEvent((event) => this.#take(event))
    channel.onLost(() => {
      this.#lost = true
      this.#onSettled()
      this.abort('the mock network is gone')
      this.#end()
    })
  }

  /** Plays the runbook to its end and resolves with all events of the lab since the channel was joined. */
  async play(calls: ApplianceCalls): Promise<readonly LabEvent[]> {
    this.#calls = calls
    const { goingOn } = this.#options
    if (goingOn === undefined) this.#feed({ kind: 'start' })
    else this.#goOn(goingOn)
    await this.#finished
    await this.#settled()
    return this.#tape.events()
  }

  /**
   * Timers run again; a question that had no answer is asked again, and what else was under way has failed. Whoever goes on answers
   * the failure that ended it, or the one that comes of its end.
   */
  #goOn({ retold, word, leftAtMs, isAttended }: GoingOn): void {
    for (const [timer, atMs] of retold.timers) this.#setTimer(timer, atMs)
    this.#wordOfFailure = word
    this.#conductor.isTakenUp = true
    const { awaited } = this.#conductor
    this.#feed({ kind: 'taken-up', leftAtMs, isAttended })
    const outcome = refused(refusal('peer-unreachable', wasStopped))
    for (const asked of retold.unanswered)
      if (isQuestion(asked)) this.#perform(asked, this.#calls as ApplianceCalls)
      else this.#feed({ kind: 'answer', call: asked.call, outcome })
    if (awaited === null) return
    this.#hold()
    // Who is there to be asked gives their approval themselves.
    if (awaited === 'failure' || !isAttended || word.word === 'skip') this.#sayOfFailure()
  }

  #sayOfFailure(): void {
    const word = this.#wordOfFailure
    this.#wordOfFailure = undefined
    this.#conductor.isTakenUp = false
    if (word !== undefined) this.say(word)
  }

  /** What a person says in an attended rehearsal (REH-04). */
  say(word: PersonWord): void {
    this.#feed({ kind: 'person', ...word })
  }

  /** Ends the rehearsal early; `play` resolves soon. No effect once it is over. */
  abort(reason: string): void {
    this.#feed({ kind: 'abort', reason })
  }

  #take(event: LabEvent): void {
    const foreign = this.#tape.told(event)
    this.#options.onEvent(event)
    if (foreign) this.#feed({ kind: 'event', event })
    if (this.#tape.settled) this.#onSettled()
  }

  /** Inputs caused directly by effects wait until those effects are done. */
  #feed(input: ConductorInput): void {
    if (this.#over || this.#calls === undefined) return
    this.#inputs.push(input)
    if (this.#stepping) return
    this.#stepping = true
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
        const nowMs = this.#channel.clock.nowMs()
        const effects = this.#conductor.step(next, nowMs)
        this.#options.journal?.heard(next, nowMs)
        for (const effect of effects) this.#perform(effect, this.#calls)
        if (this.#over) return
      }
    } finally {
      this.#stepping = false
    }
  }

  #perform(effect: ConductorEffect, calls: ApplianceCalls): void {
    const channel = this.#channel
    switch (effect.kind) {
      case 'invoke': {
        const { call } = effect
        const keep = (file: string, content: KeptContent) => this.#keep(file, content)
        void invokeWithFiles(calls, this.kept, keep, effect).then((outcome) =>
          this.#feed({ kind: 'answer', call, outcome }),
        )
        break
      }
      case 'command':
        void channel.command(effect.to, effect.command).then((result) => {
          const outcome = this.#withEarlier(effect.command.kind, result)
          this.#feed({ kind: 'answer', call: effect.call, outcome })
        })
        break
      case 'set-timer': {
        this.#setTimer(effect.timer, effect.atMs)
        break
      }
      case 'clear-timer':
        channel.clock.clearTimer(`conductor/${effect.timer}`)
        break
      case 'record':
        this.#holdForPeople(effect.event)
        this.#answerFailure(effect.event)
        if (endsUnattended(effect.event) && !this.#conductor.awaitsPerson)
          this.#options.journal?.close()
        this.#tape.sent(effect.event, channel.clock.nowMs())
        channel.record(effect.event)
        break
      case 'keep':
        this.#keep(effect.file, effect.text)
        break
      case 'finished':
        this.#end()
        break
    }
  }

  /** A file that is lost with this process could not be handed over by the next one. */
  #keep(file: string, content: KeptContent): void {
    this.kept.set(file, content)
    this.#options.onKept?.(file, content)
  }

  #answerFailure(event: ConductorEvent): void {
    if (this.#wordOfFailure === undefined) return
    if (event.name === 'person-awaited' && event.kind === 'failure') this.#sayOfFailure()
    if (event.name === 'step-ended' && event.outcome === 'passed') {
      this.#wordOfFailure = undefined
      this.#conductor.isTakenUp = false
    }
  }

  #setTimer(timer: string, atMs: number): void {
    this.#channel.clock.setTimer(`conductor/${timer}`, atMs, () =>
      this.#feed({ kind: 'timer', timer }),
    )
  }

  /** Sessions that were acknowledged before count too, each once, whatever the clients of today know of them. */
  #withEarlier(asked: string, outcome: Outcome<unknown>): Outcome<unknown> {
    const { goingOn } = this.#options
    if (goingOn === undefined || asked !== 'list-acknowledged' || !outcome.ok) return outcome
    const earlier = acknowledgedIn(goingOn.retold.events)
    const all = [...earlier, ...(outcome.value as typeof earlier)]
    const each = new Map(all.map((one) => [`${one.lsid} ${one.externalKey}`, one]))
    return { ...outcome, value: [...each.values()] }
  }

  /** People take real time: lab time is not jumped over while one of them is awaited. */
  #holdForPeople({ name }: ConductorEvent): void {
    if (name === 'person-awaited') this.#hold()
    if (name === 'person-answered') this.#letGo()
  }

  #hold(): void {
    this.#channel.work.begin()
    this.#isHeld = true
  }

  #letGo(): void {
    if (this.#isHeld) this.#channel.work.end()
    this.#isHeld = false
  }

  #end(): void {
    this.#letGo()
    this.#over = true
    this.#finish()
  }

  /** The report is written from the stream, so its last events have to come back first. */
  async #settled(): Promise<void> {
    if (this.#tape.settled || this.#lost) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, settleMs)
      this.#onSettled = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

/** It changes nothing, and may be asked again. */
const isQuestion = (asked: Asked): boolean =>
  asked.kind === 'invoke'
    ? readsOnly(asked.operation)
    : operationIn(targetOf(asked.to), asked.command.kind)?.kind === 'read'

/** A step has failed; where nobody is asked, the rehearsal ends with it. */
const endsUnattended = (event: ConductorEvent): boolean =>
  event.name === 'step-ended' && event.outcome === 'failed'
