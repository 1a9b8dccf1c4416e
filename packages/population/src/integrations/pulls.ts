import {
  accepted,
  type InputOf,
  type Outcome,
  type OutputOf,
  refusal,
  refused,
  unknownParticipant,
} from '@understudy/shared'
import type { PopulationCommons } from '../commons.ts'
import type { PopulationEffect } from '../contract.ts'
import type { Integration } from './integration.ts'

/** Until somebody, or a service manager, starts them again. */
const downMsDefault = 5_000

/** A `pull-sessions` that waits for the pulls to end. */
interface Asked {
  readonly id: string
  readonly setTo: string | null
}

/** The site's integrations, made to pull by hand (IC-03). */
export class Pulls {
  readonly #integrations: readonly Integration[]
  readonly #commons: PopulationCommons
  #asked: Asked[] = []

  constructor(integrations: readonly Integration[], commons: PopulationCommons) {
    this.#integrations = integrations
    this.#commons = commons
  }

  /** Begins; the answer comes by {@link takeDone}. A refusal comes at once. */
  begin(
    id: string,
    setTo: string | undefined,
    nowMs: number,
    effects: PopulationEffect[],
  ): Outcome<never> | 'later' {
    const { appliances } = this.#commons.config
    const target = appliances.find(({ name }) => name === setTo)
    if (setTo !== undefined && target === undefined)
      return refused(
        unknownParticipant(
          setTo,
          appliances.map(({ name }) => name),
        ),
      )
    for (const integration of this.#integrations) {
      if (target !== undefined) integration.setTo(target.address)
      effects.push(...integration.pullNow(nowMs))
    }
    this.#asked.push({ id, setTo: setTo ?? null })
    return 'later'
  }

  /** Each is killed, now or in its next report. */
  kill(
    { inReport, downMs = downMsDefault }: InputOf<'kill-integrations'>,
    nowMs: number,
    effects: PopulationEffect[],
  ): Outcome<OutputOf<'kill-integrations'>> {
    const death = { inReport: inReport ?? null, downMs }
    for (const integration of this.#integrations) effects.push(...integration.kill(death, nowMs))
    return accepted({ count: this.#integrations.length })
  }

  /** The answers that are due: none while one still pulls. */
  takeDone(): readonly { readonly id: string; readonly result: Outcome<Pulled> }[] {
    if (this.#asked.length === 0 || this.#integrations.some(({ isPulling }) => isPulling))
      return none
    return this.#asked.splice(0).map(({ id, setTo }) => ({ id, result: this.#resultFor(setTo) }))
  }

  #resultFor(setTo: string | null): Outcome<Pulled> {
    const failed = this.#integrations.filter(({ lastPull }) => lastPull?.failure !== null)
    const without = failed.filter(({ isSetByAddress }) => isSetByAddress).map(({ name }) => name)
    if (setTo !== null && without.length > 0)
      return refused(refusal('no-extraction', { appliance: setTo, clients: without.join(', ') }))
    return accepted({
      count: this.#integrations.length,
      added: this.#integrations.reduce((sum, { lastPull }) => sum + (lastPull?.added ?? 0), 0),
      failed: failed.map(({ name }) => name),
    })
  }
}

type Pulled = OutputOf<'pull-sessions'>

const none: readonly never[] = []
