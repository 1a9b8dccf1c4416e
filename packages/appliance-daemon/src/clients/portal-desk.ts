import { randomBytes } from 'node:crypto'
import type { ApplianceInput } from '@understudy/appliance-core'
import type { Refusal, ServerMessage } from '@understudy/shared'
import type { ClientChannel } from './client-channel.ts'

/** How far a request of the portal has come; `over`: nothing comes any more. */
export type PortalSession =
  | { readonly state: 'asking' | 'waiting' | 'joined' | 'recorded' }
  | { readonly state: 'over'; readonly why: Pick<Refusal, 'code' | 'message'> | null }

interface Customer {
  readonly connection: string
  session: PortalSession
  /** Real time: when its page was last looked at. */
  seenAtMs: number
}

/** Customers on pages at once; a browser that no longer looks is gone after this, in real time. */
const customersMax = 500
const goneAfterMs = 60_000

/**
 * Customers who ask for a session on the portal's page (CLI-07). Towards the core each is a customer like all others, on the clients' channel; what it is
 * told is shown on a page that only its browser knows the address of.
 */
export class PortalDesk {
  readonly #customers = new Map<string, Customer>()
  readonly #channel: ClientChannel
  readonly #push: (input: ApplianceInput) => void
  #count = 0

  constructor(channel: ClientChannel, push: (input: ApplianceInput) => void) {
    this.#channel = channel
    this.#push = push
  }

  /** The name of the page that shows how it goes on; undefined: too many ask now. */
  request({
    customer,
    issue,
  }: {
    readonly customer: string
    readonly issue: string
  }): string | undefined {
    this.#forgetGone()
    if (this.#customers.size >= customersMax) return undefined
    this.#count += 1
    const connection = `portal-${this.#count}`
    const token = randomBytes(16).toString('hex')
    const asking: Customer = { connection, session: { state: 'asking' }, seenAtMs: Date.now() }
    this.#customers.set(token, asking)
    this.#channel.adopt(connection, {
      send: (message) => {
        asking.session = after(asking.session, message)
      },
      close: () => this.#end(asking),
    })
    const name = `portal ${token.slice(0, 8)}`
    const externalKey = `portal-${token.slice(8, 24)}`
    for (const message of [
      { type: 'hello', kind: 'customer', name, version: '' },
      { type: 'request-session', externalKey, customer, issue },
    ] as const)
      this.#push({ kind: 'client-message', connection, message })
    return token
  }

  look(token: string): PortalSession | undefined {
    const customer = this.#customers.get(token)
    if (customer !== undefined) customer.seenAtMs = Date.now()
    this.#forgetGone()
    return customer?.session
  }

  /** The customer does not want to go on. */
  leave(token: string): void {
    const customer = this.#customers.get(token)
    this.#customers.delete(token)
    if (customer !== undefined) this.#hangUp(customer)
  }

  #forgetGone(): void {
    const oldest = Date.now() - goneAfterMs
    for (const [token, { seenAtMs }] of this.#customers) if (seenAtMs < oldest) this.leave(token)
  }

  #hangUp(customer: Customer): void {
    this.#end(customer)
    this.#push({ kind: 'client-closed', connection: customer.connection })
  }

  #end(customer: Customer): void {
    this.#channel.release(customer.connection)
    const { state } = customer.session
    if (state !== 'recorded' && state !== 'over') customer.session = { state: 'over', why: null }
  }
}

function after(now: PortalSession, message: ServerMessage): PortalSession {
  switch (message.type) {
    case 'session-waiting':
      return { state: 'waiting' }
    case 'session-joined':
      return { state: 'joined' }
    case 'session-recorded':
      return { state: 'recorded' }
    case 'session-cut':
      return { state: 'over', why: null }
    case 'refused':
      return { state: 'over', why: message }
    default:
      return now
  }
}
