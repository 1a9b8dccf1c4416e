import type { ClientEvent } from '../events/client-events.ts'
import type { OutgoingClientMessage } from './client-messages.ts'
import type { ServerMessage } from './server-messages.ts'

/** Why a connection or request failed. */
export type ConnectFailure = 'unreachable' | 'timeout' | 'reset' | 'certificate'

/** What a pure client is told. Connections and requests are named by the client that opened them. */
export type ClientInput =
  | { kind: 'start' }
  | { kind: 'timer'; timer: string }
  | { kind: 'opened'; connection: string }
  | { kind: 'open-failed'; connection: string; reason: ConnectFailure }
  | { kind: 'message'; connection: string; message: ServerMessage }
  | { kind: 'closed'; connection: string; reason: string }
  /** `body`: of an API's document, and only of that. */
  | { kind: 'answer'; request: string; status: number; body?: string }
  | { kind: 'request-failed'; request: string; reason: ConnectFailure }
  /** Begin no new work; finish what is under way. */
  | { kind: 'wind-down' }

/** What a pure client wants done. `host` is a name or an address of the lab, `office` the one it dials from. */
export type ClientEffect =
  | { kind: 'open'; connection: string; host: string; office: string; timeoutMs: number }
  | { kind: 'send'; connection: string; message: OutgoingClientMessage }
  | { kind: 'close'; connection: string }
  /** `GET` on a connection of its own: of the portal, or of an API's path, which may name who asks (secret). */
  | {
      kind: 'request'
      request: string
      host: string
      office: string
      timeoutMs: number
      path?: string
    }
  | { kind: 'set-timer'; timer: string; atMs: number }
  | { kind: 'clear-timer'; timer: string }
  | { kind: 'record'; event: ClientEvent }

/** One client of the population: the same code in both worlds (DESIGN 1). */
export interface PureClient {
  readonly name: string
  step(input: ClientInput, nowMs: number): readonly ClientEffect[]
}
