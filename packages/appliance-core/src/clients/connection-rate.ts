/** A client that was told to come back keeps its slot this long past its time. */
const slotKeptMs = 60_000

/**
 * Who may connect when, if only so many new connections a second are allowed (CLI-03): every client beyond that gets
 * a place in a later second, spread evenly within it, so that those who wait do not all come at once. At most
 * `slotsMax` places are kept, which also bounds how far ahead they reach.
 */
export interface ConnectionRate {
  readonly slotsMax: number
  /** When each client that waits is to come, in order of these times. */
  readonly slots: Map<string, number>
  /** The second of lab time in which places are given now, and how many of them are taken. */
  second: number
  taken: number
}

export const freshConnectionRate = (slotsMax: number): ConnectionRate => ({
  slotsMax,
  slots: new Map(),
  second: 0,
  taken: 0,
})

/** 0 = it may connect now; else in this many milliseconds. Takes a place for it. */
export function takeConnectionDelayMs(
  rate: ConnectionRate,
  name: string,
  rateMax: number,
  nowMs: number,
): number {
  forgetPast(rate, nowMs)
  forgetOtherClock(rate, rateMax, nowMs)
  const slotMs = rate.slots.get(name)
  if (slotMs !== undefined) {
    if (slotMs > nowMs) return slotMs - nowMs
    rate.slots.delete(name)
    return 0
  }
  // No place is left: it asks again when those that have one have come.
  if (rate.slots.size >= rate.slotsMax) return rate.second * 1_000 + 1_000 - nowMs
  const atMs = takePlace(rate, rateMax, nowMs)
  if (atMs <= nowMs) return 0
  rate.slots.set(name, atMs)
  return atMs - nowMs
}

function takePlace(rate: ConnectionRate, rateMax: number, nowMs: number): number {
  const second = Math.floor(nowMs / 1_000)
  if (rate.second < second) moveTo(rate, second)
  else if (rate.taken >= rateMax) moveTo(rate, rate.second + 1)
  const place = rate.taken
  rate.taken += 1
  return rate.second === second
    ? nowMs
    : rate.second * 1_000 + Math.floor((place * 1_000) / rateMax)
}

function moveTo(rate: ConnectionRate, second: number): void {
  rate.second = second
  rate.taken = 0
}

function forgetPast(rate: ConnectionRate, nowMs: number): void {
  for (const [name, slotMs] of rate.slots) {
    if (slotMs + slotKeptMs >= nowMs) return
    rate.slots.delete(name)
  }
}

/** All places together reach only so far: one further away dates from before the clock was set back. */
function forgetOtherClock(rate: ConnectionRate, rateMax: number, nowMs: number): void {
  const reachMs = Math.ceil(rate.slotsMax / rateMax) * 1_000 + slotKeptMs
  if (rate.second * 1_000 - nowMs <= reachMs) return
  rate.slots.clear()
  moveTo(rate, Math.floor(nowMs / 1_000))
}
