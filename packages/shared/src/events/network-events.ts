import type { Epoch } from '../roles.ts'
import type { UpdateServerEvent } from './update-server-events.ts'

/** Events from the mock network. `appliance` is its name in the lab: "a", "b". */
export type NetworkEvent =
  | UpdateServerEvent
  | { name: 'address-claimed'; address: string; appliance: string; epoch: Epoch }
  | {
      name: 'address-released'
      address: string
      appliance: string
      reason: 'disabled' | 'host-down' | 'power-loss'
    }
  | { name: 'claim-fenced'; address: string; appliance: string; epoch: Epoch; highest: Epoch }
  | { name: 'traffic-owner'; address: string; owner: string | null; others: readonly string[] }
  /** An appliance's host loses power, and gets it back (NET-12). */
  | { name: 'power-lost'; appliance: string }
  | { name: 'power-back'; appliance: string }
  | { name: 'path-cut'; from: string; to: string; direction?: 'one-way' }
  | { name: 'path-healed'; from: string; to: string; direction?: 'one-way' }
  /**
   * Where the site's name leads a client with nothing cached, and by what (NET-01, -04, -05). `others`: where else
   * it may lead, because the name has several addresses or an address has several claimants (NET-13).
   */
  | {
      name: 'site-leads-to'
      appliance: string | null
      others?: readonly string[]
      by: 'shared-ip' | 'dns' | 'nat'
    }
  /** An office's first connection to the site that went somewhere else than the one before. */
  | { name: 'office-moved'; office: string; from: string | null; to: string | null; why: string }
  | {
      name: 'record-changed'
      record: string
      type: string
      from: string
      to: string
      ttlMs: number
      /** The TTL of earlier answers, if it was a different one. */
      ttlBeforeMs?: number
      serial: number
      by: 'operation' | 'dynamic-update'
    }
  | {
      name: 'nat-rule-changed'
      publicAddress: string
      port: number
      from: string
      to: string
      onChange: 'keep' | 'cut'
    }
  /** A process reads another monotonic clock, so lab time no longer skips but runs by that factor from now on. */
  | { name: 'clocks-apart'; participant: string; factor: number }
  /** The lab's mail host has taken an e-mail from that host of the lab. */
  | { name: 'mail-delivered'; id: number; via: string; to: readonly string[]; subject: string }
  /** The lab's receiver of outbound events was sent one; `status`: what it answered, `isRepeat`: it had taken it before. */
  | {
      name: 'event-received'
      id: number
      via: string
      event: string
      lsid: string
      status: number
      isRepeat: boolean
    }
  | { name: 'announcement-lost'; address: string; appliance: string; neighbour: string }
  | { name: 'fault-began'; fault: string; kind: string; from: string; to: string; detail: string }
  | {
      name: 'fault-ended'
      fault: string
      kind: string
      startedAtMs: number
      connectionsHit: number
      reason: 'timetable' | 'operation' | 'lab-ended'
    }
