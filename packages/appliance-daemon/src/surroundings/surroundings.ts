import type { Socket } from 'node:net'
import type { LabClock, Work } from '@understudy/lab-channel'
import type { Epoch, EventBody, NetworkCommand, Outcome } from '@understudy/shared'

export interface SurroundingsHandlers {
  /** Who else claims an address that this appliance claims; none = the conflict is over (NET-02). */
  onConflict(address: string, others: readonly string[]): void
  onClaimRefused(address: string, highest: Epoch): void
  /** Whether the site's name leads to this appliance now. */
  onSiteRoute(leadsHere: boolean): void
}

/** The address of a real socket, on this machine or elsewhere. */
export interface Route {
  readonly host: string
  readonly port: number
}

/** What surrounds the appliance: a lab, or the plain network and real time. */
export interface Surroundings {
  readonly clock: LabClock
  readonly work: Work
  /** Where to connect for that host of the lab; undefined = nobody there. */
  routeTo(host: string, port: number): Route | undefined
  /** Where that relay takes mail, or that receiver events; undefined = nobody does there. */
  sinkAt(host: string, port: number): Route | undefined
  /** Counts that connection with the lab's network, dialled or accepted; `stream` runs over it. */
  watch(connection: Socket, stream?: Socket): void
  /** That stream runs over a watched connection. */
  carry(stream: Socket): void
  record(event: EventBody): void
  /** The addresses that answer. Never rejects. */
  ping(addresses: readonly string[]): Promise<readonly string[]>
  /** What the lab's network, or what is behind it, answers. Never rejects. */
  askNetwork(command: NetworkCommand): Promise<Outcome<unknown>>
  /** New connections to that address of this appliance come in by that port from now on, not by its first one. */
  listens(address: string, port: number): void
  claim(address: string, epoch: Epoch): void
  release(address: string): void
  /** The box is off until its power comes back. Resolves, or this process ends meanwhile. */
  powerOff(): Promise<void>
  close(): void
}
