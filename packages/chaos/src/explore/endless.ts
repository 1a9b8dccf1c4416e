import { Numbers } from './numbers.ts'

/**
 * The steps between states in which nothing is dead or cut and something is still being tried. As each has only finitely
 * many others after it, whoever never comes to rest goes round in a circle: so there must be none, whatever the order.
 *
 * States are added in the order of their numbers, with what comes after each.
 */
export class EndlessSteps {
  /** For each state with such steps: its number, and where its steps begin. */
  readonly #states = new Numbers()
  readonly #starts = new Numbers()
  readonly #targets = new Numbers()

  add(from: number, to: number): void {
    const last = this.#states.length - 1
    if (last < 0 || this.#states.at(last) !== from) {
      this.#states.push(from)
      this.#starts.push(this.#targets.length)
    }
    this.#targets.push(to)
  }

  /** A shortest circle through the first state that is on one, which it begins with; null = there is none. */
  circle(): readonly number[] | null {
    const left = this.#withoutWaysOut()
    for (const start of left.keys()) {
      const way = shortestWayBack(start, left)
      if (way !== null) return way
    }
    return null
  }

  /** What remains of the states, with their steps, when those are taken away again and again that lead to none of them. */
  #withoutWaysOut(): ReadonlyMap<number, readonly number[]> {
    const count = this.#states.length
    const place = new Map<number, number>()
    for (let at = 0; at < count; at++) place.set(this.#states.at(at), at)
    const open = new Int32Array(count)
    const before = this.#stepsBack(place, open)
    const out: number[] = []
    for (let at = 0; at < count; at++) if (open[at] === 0) out.push(at)
    const isOut = new Uint8Array(count)
    for (let at = out.pop(); at !== undefined; at = out.pop()) {
      isOut[at] = 1
      for (const from of before(at)) {
        const rest = (open[from] ?? 0) - 1
        open[from] = rest
        if (rest === 0) out.push(from)
      }
    }
    const left = new Map<number, readonly number[]>()
    for (let at = 0; at < count; at++)
      if (isOut[at] === 0) left.set(this.#states.at(at), this.#after(at))
    return left
  }

  #after(at: number): readonly number[] {
    const targets: number[] = []
    for (let step = this.#starts.at(at); step < this.#endOf(at); step++)
      targets.push(this.#targets.at(step))
    return targets
  }

  #endOf(at: number): number {
    return at + 1 < this.#starts.length ? this.#starts.at(at + 1) : this.#targets.length
  }

  /** Counts each state's steps to states that have steps themselves, and returns the same steps backwards. */
  #stepsBack(
    place: ReadonlyMap<number, number>,
    open: Int32Array,
  ): (at: number) => Iterable<number> {
    const last = new Int32Array(place.size).fill(-1)
    const froms = new Numbers()
    const earlier = new Numbers()
    for (let at = 0; at < place.size; at++)
      for (let step = this.#starts.at(at); step < this.#endOf(at); step++) {
        const to = place.get(this.#targets.at(step))
        if (to === undefined) continue
        open[at] = (open[at] ?? 0) + 1
        earlier.push(last[to] ?? -1)
        last[to] = froms.length
        froms.push(at)
      }
    return function* (at) {
      for (let step = last[at] ?? -1; step >= 0; step = earlier.at(step)) yield froms.at(step)
    }
  }
}

/** The states of a shortest way from a state to itself, itself first; null = there is none. */
function shortestWayBack(
  start: number,
  steps: ReadonlyMap<number, readonly number[]>,
): readonly number[] | null {
  const cameFrom = new Map<number, number>()
  const wave = [start]
  for (const at of wave)
    for (const to of steps.get(at) ?? []) {
      if (to === start) {
        const way = [at]
        for (let one = at; one !== start; ) {
          one = cameFrom.get(one) ?? start
          way.unshift(one)
        }
        return way
      }
      if (cameFrom.has(to) || !steps.has(to)) continue
      cameFrom.set(to, at)
      wave.push(to)
    }
  return null
}
