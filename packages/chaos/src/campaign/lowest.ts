/** Puts it into the list, which stays in order and keeps the `max` with the lowest numbers. */
export function keepLowest<T>(list: T[], one: T, numberOf: (one: T) => number, max: number): void {
  const number = numberOf(one)
  const later = list.findIndex((other) => numberOf(other) > number)
  list.splice(later === -1 ? list.length : later, 0, one)
  if (list.length > max) list.pop()
}
