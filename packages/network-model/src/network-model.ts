import {
  canonicalHost,
  commandRefusal,
  type Epoch,
  type NetworkCommand,
  type NetworkConfig,
  networkOperations,
  type Random,
  type Refusal,
  type Signing,
  sinkHosts,
  sinkOf,
} from '@understudy/shared'
import { pureSigning } from '@understudy/update-model'
import { type LastingState, lastingState, restoreState } from './lasting-state.ts'
import type { Answer } from './names/resolver.ts'
import type { Zone } from './names/zone.ts'
import type { RecordType, ZoneChange } from './names/zone-change.ts'
import type { NetworkEffect, Route } from './network-effect.ts'
import { type NetworkParts, networkParts } from './network-parts.ts'
import { beginDueFaults } from './operations/begin-due-faults.ts'
import { changeZone, type ZoneChanged } from './operations/change-zone.ts'
import { answerOf, type NetworkAnswer } from './operations/network-answer.ts'
import { performOperation } from './operations/operations.ts'
import { unreachableFrom } from './operations/updates.ts'
import { sinkRouteOf } from './paths/sink-route.ts'
import type { Lead } from './site/lead.ts'
import { type ModelStatus, networkStatus } from './status/network-status.ts'
import type { ToxicSpec } from './toxics/toxic-spec.ts'

/** How many results of {@link NetworkModel.toxicsOf} are kept. */
const toxicsMemoMax = 10_000

interface ToxicsOfDirection {
  readonly ofFaults: readonly ToxicSpec[]
  readonly all: readonly ToxicSpec[]
}

/**
 * The network as a pure model (DESIGN 8): who claims which address and who believes it, names and who
 * has cached them, the gateway's rules, paths and their faults. The loopback process and the simulator
 * carry the same model: they dial in it, move bytes as it allows, carry out its effects in order, and call
 * `wake` at `wakeAtMs`. Times are lab time.
 */
export class NetworkModel {
  readonly zone: Zone
  readonly #parts: NetworkParts
  /** The site's name, in the spelling used to compare hosts. */
  readonly #site: string
  /** By direction; valid as long as the faults' part is the same array. */
  readonly #toxics = new Map<string, ToxicsOfDirection>()

  /**
   * Throws, with a sentence, if the config's timetable names hosts that the lab does not have. `signing`: what the vendor signs its
   * packages with.
   */
  constructor(config: NetworkConfig, random: Random, signing: Signing = pureSigning) {
    this.#parts = networkParts(config, random, signing)
    this.zone = this.#parts.zone
    this.#site = canonicalHost(config.siteHostname)
  }

  /** What the next model of this lab can {@link restore} (LAB-01). */
  get lasting(): LastingState {
    return lastingState(this.#parts)
  }

  /** Before anybody joins: takes over what an earlier model left. Returns a sentence if it does not fit this lab. */
  restore(state: LastingState): string | null {
    return restoreState(this.#parts, state)
  }

  /** From now on the appliance answers for the address (NET-01), unless fencing refuses it (FO-14). */
  claim(appliance: string, address: string, epoch: Epoch, nowMs: number): readonly NetworkEffect[] {
    const { segment } = this.#parts
    if (!this.hasPower(appliance)) return []
    return this.#settle(segment.claim(appliance, address, epoch, nowMs))
  }

  /** The appliance no longer answers for the address; flows to it there fall silent (NET-12). */
  release(appliance: string, address: string, nowMs: number): readonly NetworkEffect[] {
    return this.#settle(this.#parts.segment.release(appliance, address, nowMs))
  }

  /** The appliance is gone, and so are all its claims. */
  hostDown(appliance: string, nowMs: number): readonly NetworkEffect[] {
    return this.#settle(this.#parts.segment.hostDown(appliance, nowMs))
  }

  /** Whether its host has power. */
  hasPower(appliance: string): boolean {
    return !this.#parts.withoutPower.has(appliance)
  }

  /**
   * Who receives a packet that `origin` sends now on an established connection, to the address it was made to, and
   * can answer it; null = nobody (NET-12).
   */
  meets(
    origin: string,
    { address, via }: { readonly address: string; readonly via: string | null },
    nowMs: number,
  ): string | null {
    const { origins, leads, paths } = this.#parts
    if (sinkHosts.includes(address)) return paths.carries(origin, address) ? address : null
    const appliance = leads.nextHop(origins.of(origin), address, via !== null, nowMs)
    return appliance !== null && paths.carries(origin, appliance) ? appliance : null
  }

  /** Who claims the address, the first claimant first. */
  claimantsOf(address: string): readonly string[] {
    return this.#parts.segment.claimantsOf(address)
  }

  /** Whether the site's name leads to that appliance now, by zone and gateway. */
  siteLeadsHere(appliance: string): boolean {
    return this.#parts.site.leadsHere(appliance)
  }

  /** Makes a host known, so that paths to it can be cut before it has dialled. */
  introduce(host: string): void {
    this.#parts.origins.of(host)
  }

  /**
   * Where a new connection from that origin to that host (name, address or IPv6 twin) goes: of several addresses
   * the first, in the client's order, that does not refuse. `isRepeat`: a further SYN of an earlier dial, to one
   * of the black hole's addresses.
   */
  dial(
    origin: string,
    host: string,
    port: number,
    nowMs: number,
    isRepeat = false,
  ): { readonly route: Route; readonly effects: readonly NetworkEffect[] } {
    const { origins, leads, moves } = this.#parts
    const from = origins.of(origin)
    const sink = sinkOf(this.#parts.config.siteHostname, host)
    if (sink !== undefined)
      return { route: sinkRouteOf(this.#parts, sink, origin, port, isRepeat), effects: [] }
    const { inOrder, absentForMs } = leads.destinationsOf(from, host, nowMs)
    const dialled: Lead[] = []
    let route: Route = { kind: 'unknown-host' }
    for (const destination of inOrder) {
      const lead = leads.leadTo(from, destination, port, nowMs)
      dialled.push(lead)
      const next = this.#routeOf(origin, lead, port, isRepeat)
      // An unreachable address is skipped, but a refusal is an answer.
      if (next.kind !== 'unknown-host') route = next
      if (next.kind === 'to' || next.kind === 'black-hole') break
    }
    if (inOrder.length === 0) dialled.push({ kind: 'unknown-host', holdMs: absentForMs })
    const rest = inOrder.slice(dialled.length)
    if (route.kind === 'black-hole') {
      route = {
        ...route,
        addresses: [...route.addresses, ...rest.flatMap(({ ipv4 }) => ipv4 ?? [])],
      }
    }
    if (host !== this.#site && canonicalHost(host) !== this.#site) return { route, effects: [] }
    const untried = rest.map((destination) => leads.lookAt(from, destination, port, nowMs))
    return { route, effects: moves.follow(from, [...dialled, ...untried]) }
  }

  #routeOf(origin: string, lead: Lead, port: number, isRepeat: boolean): Route {
    const { config, paths, pathToxics, faults } = this.#parts
    if (lead.kind === 'unknown-host') return { kind: 'unknown-host' }
    const { appliance, address, via, dialled } = lead
    const blackHole: Route = { kind: 'black-hole', addresses: [dialled] }
    if (appliance === null) return blackHole
    if (pathToxics.refuses(origin, appliance)) return { kind: 'refused' }
    if (!paths.carries(origin, appliance)) {
      if (!isRepeat) faults.noteCut(origin, appliance)
      return blackHole
    }
    if (port !== config.tlsPort) return { kind: 'refused' }
    return { kind: 'to', appliance, address, via }
  }

  /** Asks that office's (or other host's) resolver, which keeps the answer (NET-04). */
  lookUp(office: string, name: string, type: RecordType, nowMs: number): Answer {
    return this.#parts.origins.of(office).resolver.lookUp(name, type, nowMs)
  }

  /** Whether bytes that `from` sends reach `to` now. */
  carriesFrom(from: string, to: string): boolean {
    return this.#parts.paths.carriesFrom(from, to)
  }

  /** The toxics on bytes that `from` sends to `to` now. The same array until they change. */
  toxicsOf(from: string, to: string): readonly ToxicSpec[] {
    const { faults, pathToxics } = this.#parts
    const ofFaults = faults.toxicsOf(from, to)
    const key = `${from} ${to}`
    const known = this.#toxics.get(key)
    if (known?.ofFaults === ofFaults) return known.all
    const all = [...ofFaults, ...pathToxics.toxicsOf(from, to)]
    if (this.#toxics.size >= toxicsMemoMax) this.#toxics.clear()
    this.#toxics.set(key, { ofFaults, all })
    return all
  }

  /** That fault has touched a connection: call once per connection. Unknown faults are ignored. */
  noteHit(fault: string): void {
    this.#parts.faults.noteHit(fault)
  }

  /** The update server's process dies and starts again: see {@link Vendor.restart}. */
  restartUpdateServer(downloadedBefore: (kept: readonly string[]) => readonly string[]): void {
    this.#parts.vendor.restart(downloadedBefore)
  }

  /** Performs an operation of the network's table. Input that does not fit is refused with a sentence. */
  perform(command: NetworkCommand, nowMs: number): NetworkAnswer {
    const why = commandRefusal(networkOperations, command.kind, command.input)
    return why === null ? performOperation(this.#parts, command, nowMs) : answerOf(why)
  }

  /** Why that host's question does not get to the update server; null = it does (UPD-01). */
  refusalToAskVendor(via: string): Refusal | null {
    return unreachableFrom(this.#parts, via)
  }

  /** Makes all changes or none, as a dynamic update does (RFC 2136). */
  changeZone(changes: readonly ZoneChange[], by: 'operation' | 'dynamic-update'): ZoneChanged {
    return changeZone(this.#parts, changes, by)
  }

  status(nowMs: number): ModelStatus {
    return networkStatus(this.#parts, nowMs)
  }

  /**
   * When to call {@link wake} next: a fault begins, ends or turns, or an announcement is repeated. Null = not
   * before something changes.
   */
  get wakeAtMs(): number | null {
    const { timetable, faults, announcements } = this.#parts
    return earlier(timetable.wakeAtMs, earlier(faults.wakeAtMs, announcements.wakeAtMs))
  }

  /** Does what is due by now. Calling too early does nothing. */
  wake(nowMs: number): readonly NetworkEffect[] {
    const { announcements, faults } = this.#parts
    const told = announcements.wake(nowMs)
    const begun = beginDueFaults(this.#parts, nowMs)
    return [...told, ...begun, ...faults.wake(nowMs)]
  }

  /** The lab is over: every active fault ends. */
  endLab(): readonly NetworkEffect[] {
    const { faults } = this.#parts
    return faults.active.flatMap(({ name }) => faults.end(name, 'lab-ended'))
  }

  /** The lab's paths by name: clients-a, clients-b, a-b, b-a (NET-10). */
  get pathNames(): readonly string[] {
    return this.#parts.pathToxics.names
  }

  /** Replaces the toxics of a lab path. Unknown paths are ignored. */
  setPathToxics(
    name: string,
    upstream: readonly ToxicSpec[],
    downstream: readonly ToxicSpec[],
  ): readonly NetworkEffect[] {
    const { pathToxics, directions } = this.#parts
    const path = pathToxics.get(name)
    if (path === undefined) return []
    path.upstream = upstream
    path.downstream = downstream
    this.#toxics.clear()
    const changed = directions.all.filter(({ from, to }) => {
      return to === path.to
        ? pathToxics.isFrom(path, from)
        : pathToxics.isFrom(path, to) && from === path.to
    })
    return changed.map(({ from, to }) => ({ kind: 'faults-changed', from, to }))
  }

  /** A disabled path refuses new connections; established ones are reset. */
  setPathEnabled(name: string, enabled: boolean): readonly NetworkEffect[] {
    const { pathToxics, origins } = this.#parts
    const path = pathToxics.get(name)
    if (path === undefined || path.isEnabled === enabled) return []
    path.isEnabled = enabled
    if (enabled) return []
    return origins.names
      .filter((from) => pathToxics.isFrom(path, from))
      .map((from) => ({ kind: 'reset-path', from, appliance: path.to }))
  }

  #settle(effects: readonly NetworkEffect[]): readonly NetworkEffect[] {
    return [...effects, ...this.#parts.site.follow()]
  }
}

/** The earlier of two moments; null = never. */
const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)
