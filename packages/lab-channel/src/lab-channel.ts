import type { Socket } from 'node:net'
import type {
  Epoch,
  EventBody,
  LabCommand,
  LabEvent,
  NetworkMap,
  Outcome,
  ParticipantKind,
} from '@understudy/shared'
import type { CountedSocket } from './idle/passages.ts'
import type { LabClock } from './lab-clock.ts'
import type { PlaceName } from './places/place.ts'

export interface JoinOptions {
  readonly hubPort: number
  /** Where the hub is. Default: on loopback. */
  readonly place?: PlaceName
  /** Secret: never logged. */
  readonly token: string
  /** This process's name in the lab: "a", "b", "clients", "conductor". */
  readonly name: string
  readonly kind: ParticipantKind
  /** An appliance's listening port, at the address it joins from; others leave it out. */
  readonly port?: number | null
  /**
   * Whether this process watches all its connections through doors; without, they are assumed to be as orderly as on
   * loopback.
   */
  readonly counts?: boolean
  /** Real time after which a silent hub counts as lost. Default: never on loopback, 15 s in containers. */
  readonly silenceMsMax?: number
  /** Which monotonic clock this process reads. Default: what the machine says. */
  readonly clockId?: string
  /** Whether to receive every event of the lab. */
  readonly events?: boolean
  /** Waits for the welcome as long as that takes: whoever started this process decides when to give up. */
  readonly isPatient?: boolean
}

export interface DoorOptions {
  /** Default: the lab's TLS port, the only one that has doors. */
  readonly port?: number
  /** The host to dial from: an office. Default: this process's own name; for the clients, their first office. */
  readonly origin?: string
}

/**
 * Counts what is under way in this process, so that the lab clock does not jump meanwhile. Count what the process
 * itself does and waits for: files, a thread pool, a request that passes no door. Do not count waiting for an answer
 * through a door: the hub sees those bytes itself, and an answer that never comes (a black hole) must not hold the
 * clock.
 */
export interface Work {
  begin(): void
  end(): void
}

/**
 * This process's membership in the lab. Register the handlers in the same turn in which {@link joinLab} resolves: what
 * arrives is dispatched from the next turn on. The clock jumps only while this process is idle: work count 0 and
 * nothing waiting in its event loop; begin work in that same turn to prevent it.
 */
export interface LabChannel {
  readonly clock: LabClock
  readonly work: Work
  readonly map: NetworkMap
  /** The address that the doors are at: the hub's. */
  readonly doorHost: string
  /**
   * The port of {@link doorHost} that leads this process to that host name or address of the lab; undefined if nobody
   * in the lab has that name or the port is not the lab's TLS port.
   */
  doorTo(host: string, options?: DoorOptions): number | undefined
  /**
   * Counts that connection through a door, dialled or accepted, until it closes; dialling it also counts as work: the
   * network accepts everybody. `stream`: the TLS stream over it, if there is one.
   */
  watch(socket: CountedSocket, stream?: Socket): void
  /** That stream runs over a watched connection. */
  carry(stream: Socket): void
  /** Reports an event to the lab, stamped with the current lab time. */
  record(event: EventBody): void
  /** Connections to that address of this process come in by that port of its host from now on. */
  listens(address: string, port: number): void
  claim(address: string, epoch: Epoch): void
  release(address: string): void
  /** Who else claims an address that this process claims; none = the conflict is over (NET-02). */
  onConflict(handler: (address: string, others: readonly string[]) => void): void
  /** The network refused or ended a claim: it has seen the epoch `highest` for that address (FO-14). */
  onClaimRefused(handler: (address: string, highest: Epoch) => void): void
  /** Whether the site's name in the network now leads to this appliance; also told on joining. */
  onSiteRoute(handler: (leadsHere: boolean) => void): void
  /** This appliance's host has lost power: it must be gone at once, and may come back when the power does. */
  onPowerLost(handler: () => void): void
  /** Every event of the lab in the hub's order; only after joining with `events`. */
  onEvent(handler: (event: LabEvent) => void): void
  /** A command for this process; answer it once by its id. Without a handler commands are refused. */
  onCommand(handler: (id: string, from: string, command: LabCommand) => void): void
  answer(id: string, result: Outcome<unknown>): void
  /** Asks another participant, or "network". Never rejects: a lost channel is a failed result. */
  command(to: string, command: LabCommand): Promise<Outcome<unknown>>
  /** The hub is gone. The clock goes on at its pace, without jumps. Not called after `close`. */
  onLost(handler: () => void): void
  /** Leaves the lab, which releases an appliance's addresses. The clock's timers stop. Idempotent. */
  close(): void
}
