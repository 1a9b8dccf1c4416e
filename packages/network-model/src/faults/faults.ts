import type { Fault, NetworkEvent } from '@understudy/shared'
import { type NetworkEffect, record } from '../network-effect.ts'
import { ByDirection } from '../paths/by-direction.ts'
import type { Directions } from '../paths/directions.ts'
import type { HostWords } from '../paths/host-words.ts'
import type { Paths } from '../paths/paths.ts'
import type { ToxicSpec } from '../toxics/toxic-spec.ts'
import { type ActiveFault, flapAt, isCut } from './active-fault.ts'
import { DueTimes } from './due-times.ts'
import { faultDetail } from './fault-detail.ts'
import { faultObjection } from './fault-objection.ts'
import { toxicOfFault } from './fault-toxics.ts'

type EndReason = Extract<NetworkEvent, { name: 'fault-ended' }>['reason']

/** At the same time, those that a begun timetable still holds included. */
export const faultsMax = 1_000

export interface FaultsParts {
  readonly words: HostWords
  readonly paths: Paths
  /** From the lab's seed. */
  readonly seed: string
  /** All directions of flows now. */
  readonly directions: Directions
}

/** The faults that are active now (NET-09). Each is told when it begins and when it ends. */
export class Faults {
  readonly #words: HostWords
  readonly #paths: Paths
  readonly #seed: string
  readonly #directions: Directions
  readonly #active = new Map<string, ActiveFault>()
  readonly #due = new DueTimes()
  /** From faults that do not cut the path. */
  readonly #toxics: ByDirection<ToxicSpec>
  #begun = 0

  constructor({ words, paths, seed, directions }: FaultsParts) {
    this.#words = words
    this.#paths = paths
    this.#seed = seed
    this.#directions = directions
    this.#toxics = new ByDirection(words, directions)
  }

  get active(): readonly ActiveFault[] {
    return [...this.#active.values()]
  }

  /** How many more there may be. */
  get room(): number {
    return faultsMax - this.#active.size
  }

  /** Why that fault cannot be added, or undefined; `waiting`: how many the timetable is yet to begin. */
  objectionTo(fault: Fault, waiting: number): string | undefined {
    const { name } = fault
    if (name !== undefined && this.#active.has(name)) {
      return `Expected a name that no fault has, found "${name}"; end that fault first.`
    }
    if (this.room <= waiting) {
      return `Expected at most ${faultsMax} faults at a time, found one more.`
    }
    return faultObjection(fault, this.#words)
  }

  /** Begins a fault to which there is no objection. It is then the last of `active`, with its name. */
  begin(fault: Fault, nowMs: number, endsAtMs: number | null): readonly NetworkEffect[] {
    const name = this.#nameFor(fault)
    const { kind, from, to } = fault
    const ends = { from, to, oneWay: fault.direction === 'one-way' }
    const flap = flapAt(fault, nowMs, nowMs)
    const order = ++this.#begun
    const active = { name, fault, ends, sinceMs: nowMs, endsAtMs, flap, order, connectionsHit: 0 }
    this.#active.set(name, active)
    this.#plan(active)
    const began = { name: 'fault-began', fault: name, kind, from, to } as const
    return [
      record({ ...began, detail: faultDetail(fault) }),
      ...(isCut(fault) ? this.#paths.block(blockOf(name), ends, name) : this.#hit(active)),
    ]
  }

  /** Does nothing if no fault has that name. */
  end(name: string, reason: EndReason): readonly NetworkEffect[] {
    const active = this.#active.get(name)
    if (active === undefined) return []
    this.#active.delete(name)
    this.#due.delete(name)
    this.#toxics.remove(name)
    const { fault, sinceMs: startedAtMs, connectionsHit } = active
    const ended = { name: 'fault-ended', fault: name, kind: fault.kind, startedAtMs } as const
    return [
      record({ ...ended, connectionsHit, reason }),
      ...(isCut(fault) ? this.#paths.unblock(blockOf(name), active.ends) : this.#changed(active)),
    ]
  }

  /** That fault has touched a connection; ignored if the fault is over. */
  noteHit(name: string): void {
    const active = this.#active.get(name)
    if (active !== undefined) active.connectionsHit++
  }

  /** A connection between the two could not be made: counts for every fault that cuts either direction. */
  noteCut(one: string, other: string): void {
    const blocks = [...this.#paths.blocksOf(one, other), ...this.#paths.blocksOf(other, one)]
    for (const block of new Set(blocks)) this.noteHit(block.slice(prefix.length))
  }

  /** The same array until it changes. */
  toxicsOf(from: string, to: string): readonly ToxicSpec[] {
    return this.#toxics.of(from, to)
  }

  /** When the next fault ends or turns, null = never. */
  get wakeAtMs(): number | null {
    return this.#due.earliestMs
  }

  wake(nowMs: number): readonly NetworkEffect[] {
    return this.#due.take(nowMs).flatMap((name): readonly NetworkEffect[] => {
      const active = this.#active.get(name)
      if (active === undefined) return []
      const isOver = active.endsAtMs !== null && active.endsAtMs <= nowMs
      return isOver ? this.end(name, 'timetable') : this.#turn(active, nowMs)
    })
  }

  /** When it ends or turns next. */
  #plan({ name, endsAtMs, flap, order }: ActiveFault): void {
    const atMs = Math.min(endsAtMs ?? Infinity, flap?.nextAtMs ?? Infinity)
    this.#due.set(name, Number.isFinite(atMs) ? atMs : null, order)
  }

  #turn(active: ActiveFault, nowMs: number): readonly NetworkEffect[] {
    const wasDown = active.flap?.isDown
    active.flap = flapAt(active.fault, active.sinceMs, nowMs)
    this.#plan(active)
    if (active.flap?.isDown === wasDown) return []
    if (!isCut(active.fault)) return this.#hit(active)
    const block = blockOf(active.name)
    return wasDown ? this.#paths.unblock(block, active.ends) : this.#paths.block(block, active.ends)
  }

  /** Its toxic applies from now on; while flapping is up it keeps its place but does nothing. */
  #hit(active: ActiveFault): readonly NetworkEffect[] {
    const { name, fault, ends, flap } = active
    const toxic = flap?.isDown === false ? null : toxicOfFault(name, fault, this.#seed)
    this.#toxics.set(name, ends, toxic)
    return this.#changed(active)
  }

  #changed({ ends }: ActiveFault): readonly NetworkEffect[] {
    return this.#directions
      .coveredBy(ends)
      .map(({ from, to }) => ({ kind: 'faults-changed', from, to }))
  }

  /** Without a name: kind-1, kind-2, … A taken name gets a number too, as the timetable may use one twice. */
  #nameFor({ name, kind }: Fault): string {
    if (name !== undefined && !this.#active.has(name)) return name
    for (let number = 1; ; number++) {
      const candidate = `${name ?? kind}-${number}`
      if (!this.#active.has(candidate)) return candidate
    }
  }
}

const prefix = 'fault '
const blockOf = (name: string): string => `${prefix}${name}`
