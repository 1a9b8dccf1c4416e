/** The connection of one that downloads broke: it may still have all, and be installing. */
const brokenKeptMs = 120_000
/** Nobody holds a slot for longer, whatever became of him. */
const heldMsMax = 600_000
/** Before any upgrade was seen: about what one takes, from its slot to its return. */
const firstGuessMs = 20_000
/** Nobody is sent away for longer than a passive client stays away by itself. */
const awayMsMax = 86_400_000

interface Slot {
  readonly grantedAtMs: number
  /** null = unbroken. */
  brokenAtMs: number | null
}

/**
 * At most so many Jump Clients upgrade at a time (CLI-03). A slot is free again when its client is
 * back with the new version, or was lost. Those without one are told to come at different times, as
 * far apart as upgrades have lately been taking.
 */
export class UpgradeSlots {
  readonly #held = new Map<string, Slot>()
  #upgradeMs = firstGuessMs
  #nextTurnMs = 0

  holds(name: string): boolean {
    return this.#held.has(name)
  }

  /** Whether it has a slot or one is free for it. `slotsMax` null = always. */
  isFreeFor(name: string, slotsMax: number | null, nowMs: number): boolean {
    if (slotsMax === null || this.#held.has(name) || this.#held.size < slotsMax) return true
    for (const [holder, slot] of this.#held) if (isLost(slot, nowMs)) this.#held.delete(holder)
    return this.#held.size < slotsMax
  }

  /** It holds a slot from now on: it begins to download, perhaps again. */
  grant(name: string, nowMs: number): void {
    const held = this.#held.get(name)
    if (held === undefined) this.#held.set(name, { grantedAtMs: nowMs, brokenAtMs: null })
    else held.brokenAtMs = null
  }

  /** It is back with the new version. */
  finish(name: string, nowMs: number): void {
    const slot = this.#held.get(name)
    if (slot === undefined) return
    this.#held.delete(name)
    const tookMs = nowMs - slot.grantedAtMs
    this.#upgradeMs += Math.round((tookMs - this.#upgradeMs) / 8)
  }

  /** Its connection is gone. */
  onBroken(name: string, nowMs: number): void {
    const slot = this.#held.get(name)
    if (slot !== undefined) slot.brokenAtMs ??= nowMs
  }

  /** When the next one without a slot is to come back, in milliseconds from now. */
  turnAfterMs(slotsMax: number, nowMs: number): number {
    // A little slower than slots become free: who comes too early has come for nothing.
    const apartMs = Math.ceil((this.#upgradeMs * 1.1) / slotsMax)
    const turnMs = Math.max(this.#nextTurnMs, nowMs + this.#upgradeMs) + apartMs
    if (turnMs - nowMs > awayMsMax) return awayMsMax
    this.#nextTurnMs = turnMs
    return turnMs - nowMs
  }

  /** Everybody is disconnected, and what was granted is void. */
  clear(): void {
    this.#held.clear()
    this.#nextTurnMs = 0
  }
}

function isLost({ grantedAtMs, brokenAtMs }: Slot, nowMs: number): boolean {
  if (nowMs - grantedAtMs > heldMsMax) return true
  return brokenAtMs !== null && nowMs - brokenAtMs > brokenKeptMs
}
