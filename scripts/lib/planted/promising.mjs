// Whether a drawn schedule has what it takes to show a defect. Each need is `[kind, holds, place]`: a fault of that kind, with
// arguments that hold; `place.within` = while the fault of that need lasts; `place.beforeEnd` = so shortly before the healing.

/** How long a fault lasts, by its arguments. */
export const lasts = ({ forMs, downMs }) => forMs ?? downMs ?? 0

/** Tries every way to give each need a fault of its own. */
export function hasAll({ lab, faults }, needs, taken = []) {
  const need = needs[taken.length]
  if (need === undefined) return true
  const [kind, holds, place = {}] = need
  return faults.some(
    (one) =>
      one.fault === kind &&
      !taken.includes(one) &&
      holds(one.with, lab) &&
      isThere(one, place, taken, lab) &&
      hasAll({ lab, faults }, needs, [...taken, one]),
  )
}

function isThere(one, { within, beforeEnd }, taken, { safetyMs }) {
  if (beforeEnd !== undefined && one.atMs < safetyMs - beforeEnd) return false
  // Of two needs that stand beside each other, the later fault comes later.
  const before = taken[within ?? taken.length - 1]
  if (before === undefined) return true
  if (one.atMs < before.atMs) return false
  return within === undefined || one.atMs <= before.atMs + lasts(before.with)
}
