import {
  accepted,
  type Caller,
  commandRefusal,
  type HostEvent,
  type InputOf,
  type LinkMessageNamed,
  type OutputOf,
  type PortalAnswer,
  type Refusal,
  refusal,
  refused,
  targetOf,
  witnessName,
} from '@understudy/shared'
import type { Health } from '../clients/health.ts'
import { type Decisions, soundDecisions } from '../decisions/decisions.ts'
import type { ApplianceEffect } from '../ports/effect.ts'
import type { ApplianceInput } from '../ports/input.ts'
import type { Store } from '../ports/store.ts'
import { refusalOfKey } from '../security/pre-shared-key.ts'
import { Votes } from './votes.ts'

const keyKey = 'pre-shared-key'
const linksMax = 64

/**
 * The witness (DESIGN 7): a third process that votes on which of two appliances is primary. It is driven like an
 * appliance: inputs in, effects out, one transaction per batch, so a vote is on disk before it is sent. It takes the
 * appliances' links, with the same pre-shared key, and dials nobody.
 */
export class Witness {
  readonly #store: Store
  readonly #host: { readonly hostname: string; readonly address: string }
  readonly #votes: Votes
  readonly #links = new Set<string>()
  #lastRefused = ''

  constructor(
    host: { readonly hostname: string; readonly address: string },
    store: Store,
    decisions: Decisions = soundDecisions,
  ) {
    this.#host = host
    this.#store = store
    this.#votes = new Votes(store.values, decisions)
  }

  step(input: ApplianceInput, nowMs: number): readonly ApplianceEffect[] {
    switch (input.kind) {
      case 'started': {
        this.#votes.start(nowMs)
        const key = this.#store.values.get(keyKey)
        const { address } = this.#host
        const { hostname } = this.#host
        const begun: readonly ApplianceEffect[] = [
          { kind: 'claim-address', address, epoch: 0 },
          record({ name: 'witness-started', hostname, votes: this.#votes.all().length }),
        ]
        return key === undefined ? begun : [{ kind: 'use-pre-shared-key', key }, ...begun]
      }
      case 'operation':
        return this.#operate(input)
      case 'link-up':
        if (this.#links.size >= linksMax)
          return [{ kind: 'close-link', link: input.link, reason: `more than ${linksMax} links` }]
        this.#links.add(input.link)
        return []
      case 'link-down':
        this.#links.delete(input.link)
        return []
      case 'link-message':
        return this.#links.has(input.link) ? this.#answer(input, nowMs) : []
      default:
        return []
    }
  }

  /** It has no website. */
  portal(): PortalAnswer {
    return { status: 503, state: 'witness', appliance: this.#host.hostname, siteVersion: '' }
  }

  /** As load balancers and container engines ask it: it lives, and serves no clients. */
  health(): Health {
    return { role: 'none', state: 'witness', yes: ['live'] }
  }

  /** There are no accounts here. */
  refusalToAsk(_operation: string, { kind }: Caller): Refusal | null {
    return kind === 'owner' ? null : refusal('unauthorised')
  }

  #answer(
    { link, message }: Extract<ApplianceInput, { kind: 'link-message' }>,
    nowMs: number,
  ): readonly ApplianceEffect[] {
    const { epoch } = message
    if (message.type === 'witness-ask') {
      const { candidate } = message
      const why = this.#votes.ask(message, nowMs)
      const vote = { candidate, granted: why === null, reason: why ?? '' }
      return [
        { kind: 'send', link, message: { type: 'witness-vote', epoch, ...vote } },
        ...this.#recordVote(message, why),
      ]
    }
    if (message.type === 'witness-renew') {
      const renewed = { number: message.number, isCurrent: this.#votes.renew(message, nowMs) }
      return [{ kind: 'send', link, message: { type: 'witness-renewed', epoch, ...renewed } }]
    }
    if (message.type === 'witness-leave') {
      const { relationship, guid, held } = message
      const isNews = this.#votes.leave(message)
      return [
        { kind: 'send', link, message: { type: 'witness-left', epoch, relationship } },
        ...(isNews ? [record({ name: 'relationship-left', relationship, guid, epoch: held })] : []),
      ]
    }
    this.#links.delete(link)
    return [{ kind: 'close-link', link, reason: `${message.type} to a witness` }]
  }

  /** One that is refused is asked for again and again: told once. */
  #recordVote(
    { relationship, guid, candidate: epoch }: LinkMessageNamed<'witness-ask'>,
    why: string | null,
  ): readonly ApplianceEffect[] {
    if (why === null) {
      this.#lastRefused = ''
      return [record({ name: 'vote-given', relationship, guid, epoch })]
    }
    const refused = `${relationship}/${guid}/${epoch}`
    if (refused === this.#lastRefused) return []
    this.#lastRefused = refused
    return [record({ name: 'vote-refused', relationship, guid, epoch, reason: why })]
  }

  /** Its own operations, and `set-pre-shared-key` as an appliance has it. */
  #operate({
    request,
    operation,
    input,
  }: Extract<ApplianceInput, { kind: 'operation' }>): readonly ApplianceEffect[] {
    const why = commandRefusal(targetOf(witnessName).table, operation, input)
    if (why !== null) return [{ kind: 'answer', request, outcome: refused(why) }]
    if (operation === 'witness-status') return [this.#tell(request)]
    const { key } = input as InputOf<'set-pre-shared-key'>
    const weak = refusalOfKey(key)
    if (weak !== null) return [{ kind: 'answer', request, outcome: refused(weak) }]
    this.#store.values.put(keyKey, key)
    return [
      { kind: 'use-pre-shared-key', key },
      { kind: 'answer', request, outcome: accepted({}) },
    ]
  }

  #tell(request: string): ApplianceEffect {
    const value: OutputOf<'witness-status'> = {
      hostname: this.#host.hostname,
      hasPreSharedKey: this.#store.values.get(keyKey) !== undefined,
      links: this.#links.size,
      votes: [...this.#votes.all()],
    }
    return { kind: 'answer', request, outcome: accepted(value) }
  }
}

const record = (event: HostEvent): ApplianceEffect => ({ kind: 'record', event })
