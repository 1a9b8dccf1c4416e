import type {
  ClientKind,
  ConnectFailure,
  OutgoingClientMessage,
  ServerMessage,
} from '@understudy/shared'
import type { PopulationInput } from '../../src/index.ts'

type Hello = Extract<OutgoingClientMessage, { type: 'hello' }>
type State = 'serving' | 'maintenance' | 'refusing-connections' | 'black-hole'

interface Guest {
  readonly kind: ClientKind
  readonly version: string
  lsid: string | null
}

interface Session {
  readonly lsid: string
  readonly externalKey: string
  readonly parties: readonly [console: string, customer: string]
}

const latencyMs = 1

/** What a site needs of the world it stands in. */
export interface SiteSurroundings {
  readonly nowMs: number
  at(atMs: number, happen: () => void): void
  tell(input: PopulationInput): void
}

/** An appliance as its clients see it, in a hundred lines: the script of the tests sets its state. */
export class TinySite {
  version = '11.1.0'
  /** Whether ended sessions are acknowledged. */
  acknowledges = true
  /** Takes everything and answers nothing, as an appliance behind a path that is cut. */
  silent = false
  /** Whether requests for lists are answered, and how long that takes. */
  refreshMs: number | null = 0
  /** What is said to a hello instead of a welcome; undefined = the welcome. */
  admit: (hello: Hello) => ServerMessage | undefined = () => undefined
  readonly received: { readonly connection: string; readonly message: OutgoingClientMessage }[] = []
  readonly recorded: string[] = []
  readonly #name: string
  readonly #world: SiteSurroundings
  readonly #guests = new Map<string, Guest>()
  readonly #open = new Set<string>()
  readonly #waiting: { readonly connection: string; readonly externalKey: string }[] = []
  readonly #sessions = new Map<string, Session>()
  #state: State = 'serving'
  #lsids = 0
  #refreshedMs = 0

  constructor(name: string, world: SiteSurroundings) {
    this.#name = name
    this.#world = world
  }

  /** Whatever it does from now on; all connections are reset when it stops serving. */
  become(state: State): void {
    this.#state = state
    if (state === 'serving') return
    for (const connection of [...this.#open]) this.#closed(connection, 'reset')
    this.#sessions.clear()
    this.#waiting.length = 0
  }

  /** As behind a cable that is pulled: nothing is answered any more, and no connection is told. */
  vanish(): void {
    this.#state = 'black-hole'
    this.silent = true
  }

  /** As an update does: says so to everybody, cuts the sessions, closes. */
  shutForMaintenance(): void {
    for (const session of [...this.#sessions.values()]) this.#cut(session, 'maintenance')
    for (const connection of [...this.#guests.keys()])
      this.#say(connection, { type: 'closing', reason: 'maintenance' })
    this.become('maintenance')
  }

  open(connection: string, timeoutMs: number): void {
    if (this.#state === 'refusing-connections') this.#openFails(connection, 'reset', latencyMs)
    else if (this.#state === 'black-hole') this.#openFails(connection, 'timeout', timeoutMs)
    else {
      this.#open.add(connection)
      this.#tellSoon(connection, () => this.#world.tell({ kind: 'opened', connection }))
    }
  }

  request(timeoutMs: number, answer: (answer: number | ConnectFailure) => void): void {
    const reply = { serving: 200, maintenance: 503 } as const
    if (this.#state === 'serving' || this.#state === 'maintenance') {
      const status = reply[this.#state]
      this.#world.at(this.#world.nowMs + 2 * latencyMs, () => answer(status))
    } else if (this.#state === 'black-hole')
      this.#world.at(this.#world.nowMs + timeoutMs, () => answer('timeout'))
    else this.#world.at(this.#world.nowMs + latencyMs, () => answer('reset'))
  }

  receive(connection: string, message: OutgoingClientMessage): void {
    if (!this.#open.has(connection)) return
    this.received.push({ connection, message })
    if (this.silent) return
    this.#world.at(this.#world.nowMs + latencyMs, () => {
      if (this.#open.has(connection)) this.#handle(connection, message)
    })
  }

  clientGone(connection: string): void {
    this.#open.delete(connection)
    const lsid = this.#guests.get(connection)?.lsid
    this.#guests.delete(connection)
    const session = this.#sessions.get(lsid ?? '')
    if (session !== undefined) this.#cut(session, 'the other one was disconnected')
  }

  #handle(connection: string, message: OutgoingClientMessage): void {
    if (message.type === 'hello') {
      if (this.#state === 'maintenance') {
        this.#say(connection, { type: 'refused', code: 'in-maintenance', message: 'Later.' })
        this.#closed(connection, 'in-maintenance')
        return
      }
      const answer = this.admit(message)
      if (answer !== undefined && answer.type !== 'upgrade') {
        this.#say(connection, answer)
        this.#closed(connection, answer.type)
        return
      }
      const { kind, version } = message
      this.#guests.set(connection, { kind, version, lsid: null })
      if (answer !== undefined) this.#say(connection, answer)
      else
        this.#say(connection, { type: 'welcome', appliance: this.#name, siteVersion: this.version })
    } else if (message.type === 'refresh') this.#refresh(connection)
    else if (message.type === 'statistics') this.#say(connection, { type: 'checked-in' })
    else if (message.type === 'request-session')
      this.#waiting.push({ connection, externalKey: message.externalKey })
    else if (message.type === 'recording')
      this.#say(connection, { type: 'recording-stored', lsid: message.lsid })
    else if (message.type === 'end-session') this.#end(message.lsid)
    this.#assign()
  }

  #refresh(connection: string): void {
    if (this.refreshMs === null) return
    // One after the other, as they were asked for.
    this.#refreshedMs = Math.max(this.#refreshedMs, this.#world.nowMs + this.refreshMs)
    this.#world.at(this.#refreshedMs, () =>
      this.#say(connection, { type: 'refreshed', jumpClients: 0 }),
    )
  }

  #assign(): void {
    for (const [console, guest] of this.#guests) {
      if (guest.kind !== 'console' || guest.lsid !== null || guest.version !== this.version)
        continue
      const waiting = this.#waiting.shift()
      const customer = this.#guests.get(waiting?.connection ?? '')
      if (waiting === undefined || customer === undefined) return
      const lsid = `${this.#name}${++this.#lsids}`
      const { externalKey, connection } = waiting
      guest.lsid = lsid
      customer.lsid = lsid
      this.#sessions.set(lsid, { lsid, externalKey, parties: [console, connection] })
      for (const party of [console, connection])
        this.#say(party, { type: 'session-joined', lsid, externalKey, customer: connection })
    }
  }

  #end(lsid: string): void {
    const session = this.#sessions.get(lsid)
    if (session === undefined || !this.acknowledges) return
    this.#release(session)
    this.recorded.push(lsid)
    const { externalKey, parties } = session
    for (const party of parties)
      this.#say(party, { type: 'session-recorded', lsid, lseq: this.#lsids, externalKey })
  }

  #cut(session: Session, reason: string): void {
    this.#release(session)
    const { lsid, externalKey, parties } = session
    for (const party of parties)
      this.#say(party, { type: 'session-cut', lsid, externalKey, reason })
  }

  #release(session: Session): void {
    this.#sessions.delete(session.lsid)
    for (const party of session.parties) {
      const guest = this.#guests.get(party)
      if (guest !== undefined) guest.lsid = null
    }
  }

  #say(connection: string, message: ServerMessage): void {
    this.#tellSoon(connection, () => this.#world.tell({ kind: 'message', connection, message }))
  }

  #closed(connection: string, reason: string): void {
    this.#tellSoon(connection, () => this.#world.tell({ kind: 'closed', connection, reason }))
    this.#open.delete(connection)
    this.#guests.delete(connection)
  }

  #openFails(connection: string, reason: ConnectFailure, afterMs: number): void {
    this.#world.at(this.#world.nowMs + afterMs, () =>
      this.#world.tell({ kind: 'open-failed', connection, reason }),
    )
  }

  #tellSoon(connection: string, tell: () => void): void {
    if (this.#open.has(connection)) this.#world.at(this.#world.nowMs + latencyMs, tell)
  }
}
