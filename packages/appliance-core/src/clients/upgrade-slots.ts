/** How long a slot is kept after its connection broke: the client may have it all, and be installing. */
const brokenKeptMs = 120_000
/** No client holds a slot for longer, whatever became of it. */
const heldMsMax = 600_000
/** A guess at how long an upgrade takes, from slot to return, until one was seen. */
const firstGuessMs = 20_000
/** No client is sent away for longer than a passive client stays away by itself. */
const awayMsMax = 86_400_000

export interface Slot {
  readonly grantedAtMs: number
  /** null = not broken. */
  brokenAtMs: number | null
}

/**
 * At most so many Jump Clients upgrade at a time (CLI-03). A slot is free again when its client is
 * back with the new version, or was lost. Those without one are told to come at different times, spaced by how long
 * upgrades have lately been taking.
 */
export interface UpgradeSlots {
  readonly held: Map<string, Slot>
  /** About how long an upgrade has lately been taking. */
  upgradeMs: number
  /** When the last one that was sent away is to come back. */
  nextTurnMs: number
}

export const freshUpgradeSlots = (): UpgradeSlots => ({
  held: new Map(),
  upgradeMs: firstGuessMs,
  nextTurnMs: 0,
})

export const holdsSlot = ({ held }: UpgradeSlots, name: string): boolean => held.has(name)

/** Whether it has a slot or one is free for it. `slotsMax` null = always. */
export function isSlotFreeFor(
  { held }: UpgradeSlots,
  name: string,
  slotsMax: number | null,
  nowMs: number,
): boolean {
  if (slotsMax === null || held.has(name) || held.size < slotsMax) return true
  for (const [holder, slot] of held) if (isLost(slot, nowMs)) held.delete(holder)
  return held.size < slotsMax
}

/** It holds a slot from now on: it begins to download, perhaps again. */
export function grantSlot({ held }: UpgradeSlots, name: string, nowMs: number): void {
  const slot = held.get(name)
  if (slot === undefined) held.set(name, { grantedAtMs: nowMs, brokenAtMs: null })
  else slot.brokenAtMs = null
}

/** It is back with the new version. */
export function finishUpgrade(upgrades: UpgradeSlots, name: string, nowMs: number): void {
  const slot = upgrades.held.get(name)
  if (slot === undefined) return
  upgrades.held.delete(name)
  const tookMs = nowMs - slot.grantedAtMs
  upgrades.upgradeMs += Math.round((tookMs - upgrades.upgradeMs) / 8)
}

/** Its connection is gone. */
export function noteBrokenUpgrade({ held }: UpgradeSlots, name: string, nowMs: number): void {
  const slot = held.get(name)
  if (slot !== undefined) slot.brokenAtMs ??= nowMs
}

/** When the next one without a slot is to come back, in milliseconds from now. Takes that turn for it. */
export function takeTurnAfterMs(upgrades: UpgradeSlots, slotsMax: number, nowMs: number): number {
  // A little slower than slots become free: a client that comes too early comes for nothing.
  const apartMs = Math.ceil((upgrades.upgradeMs * 1.1) / slotsMax)
  const turnMs = Math.max(upgrades.nextTurnMs, nowMs + upgrades.upgradeMs) + apartMs
  if (turnMs - nowMs > awayMsMax) return awayMsMax
  upgrades.nextTurnMs = turnMs
  return turnMs - nowMs
}

/** Everybody is disconnected, and what was granted is void. */
export function clearUpgrades(upgrades: UpgradeSlots): void {
  upgrades.held.clear()
  upgrades.nextTurnMs = 0
}

function isLost({ grantedAtMs, brokenAtMs }: Slot, nowMs: number): boolean {
  if (nowMs - grantedAtMs > heldMsMax) return true
  return brokenAtMs !== null && nowMs - brokenAtMs > brokenKeptMs
}
