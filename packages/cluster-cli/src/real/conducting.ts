import type { LabChannel } from '@understudy/lab-channel'
import type { Conductor, ConductorEffect, ConductorInput } from '@understudy/rehearsal'
import type { ConductorEvent, LabEvent } from '@understudy/shared'
import type { ApplianceCalls } from '../appliances/appliance-calls.ts'
import type { KeptContent } from '../output/kept-content.ts'
import { EventTape } from './event-tape.ts'
import { invokeWithFiles } from './invoke-with-files.ts'

/** A person's word, as an attended rehearsal takes it. */
export type PersonWord = Omit<Extract<ConductorInput, { kind: 'person' }>, 'kind'>

/** How long the hub may take to return the last events, in real time. */
const settleMs = 5_000

/** Hosts the conductor in a real lab: events, answers and timers in, calls and commands out. */
export class Conducting {
  readonly #conductor: Conductor
  readonly #channel: LabChannel
  readonly #onEvent: (event: LabEvent) => void
  readonly #tape = new EventTape('conductor')
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

  /**
   * Create it in the turn in which the channel was joined. `onEvent` is called with each event as it becomes known, the
   * conductor's own included.
   */
  constructor(conductor: Conductor, channel: LabChannel, onEvent: (event: LabEvent) => void) {
    this.#conductor = conductor
    this.#channel = channel
    this.#onEvent = onEvent
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
    this.#feed({ kind: 'start' })
    await this.#finished
    await this.#settled()
    return this.#tape.events()
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
    this.#onEvent(event)
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
        const effects = this.#conductor.step(next, this.#channel.clock.nowMs())
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
        void invokeWithFiles(calls, this.kept, effect).then((outcome) =>
          this.#feed({ kind: 'answer', call, outcome }),
        )
        break
      }
      case 'command':
        void channel
          .command(effect.to, effect.command)
          .then((result) => this.#feed({ kind: 'answer', call: effect.call, outcome: result }))
        break
      case 'set-timer': {
        const { timer, atMs } = effect
        channel.clock.setTimer(`conductor/${timer}`, atMs, () =>
          this.#feed({ kind: 'timer', timer }),
        )
        break
      }
      case 'clear-timer':
        channel.clock.clearTimer(`conductor/${effect.timer}`)
        break
      case 'record':
        this.#holdForPeople(effect.event)
        this.#tape.sent(effect.event, channel.clock.nowMs())
        channel.record(effect.event)
        break
      case 'keep':
        this.kept.set(effect.file, effect.text)
        break
      case 'finished':
        this.#end()
        break
    }
  }

  /** People take real time: lab time is not jumped over while one of them is awaited. */
  #holdForPeople({ name }: ConductorEvent): void {
    if (name === 'person-awaited') this.#channel.work.begin()
    else if (name === 'person-answered') this.#channel.work.end()
    else return
    this.#isHeld = name === 'person-awaited'
  }

  #end(): void {
    if (this.#isHeld) this.#channel.work.end()
    this.#isHeld = false
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
