/** What the carrier should do now. */
export type BarrierDecision =
  | { readonly kind: 'wait' }
  /** Send `prepare` to these: bytes reached them after the last message they were sent. */
  | { readonly kind: 'ask'; readonly names: readonly string[] }
  /** The same, in a moment: they have answered, but something was still between them and the carrier. */
  | { readonly kind: 'ask-again'; readonly names: readonly string[] }
  /** Send the unchanged clock to these: their timers are due by the clock's own pace. */
  | { readonly kind: 'nudge'; readonly names: readonly string[] }
  /** Everybody is idle: advance lab time to this and tell everybody, first those whose timers are due. */
  | { readonly kind: 'jump'; readonly toMs: number; readonly due: readonly string[] }

interface Member {
  /** How many messages it was sent, clock messages and beats not counted. */
  sent: number
  /** The value of `sent` when bytes last passed one of its doors, -1 = never. */
  movedAt: number
  /** Its last `idle`, unless it was woken or said `busy` since. */
  idle: { readonly seen: number; readonly nextAtMs: number | null } | undefined
}

const wait: BarrierDecision = { kind: 'wait' }

/**
 * Decides when the lab clock may jump (docs/decisions/0002-lab-channel.md). A member's `idle` holds while nothing has
 * reached it since: it has seen every message, and one of them was sent after the last byte. An idle member does
 * nothing before its timer unless something reaches it, so when all are idle and nothing is on its way, nothing happens
 * anywhere before the earliest timer.
 */
export class Barrier {
  readonly #members = new Map<string, Member>()
  readonly #awaited: Set<string>
  readonly #agrees: (name: string) => boolean

  /**
   * No jump before all of `awaited` have joined once: a lab that is starting is not idle. `agrees`: whether the byte
   * counts in a member's last `idle` match the carrier's own.
   */
  constructor(awaited: readonly string[], agrees: (name: string) => boolean = () => true) {
    this.#awaited = new Set(awaited)
    this.#agrees = agrees
  }

  get names(): readonly string[] {
    return [...this.#members.keys()]
  }

  join(name: string): void {
    this.#awaited.delete(name)
    this.#members.set(name, { sent: 0, movedAt: -1, idle: undefined })
  }

  leave(name: string): void {
    this.#members.delete(name)
  }

  /** A message was sent to it. Clock messages do not count: they wake only those whose timers are due. */
  sent(name: string): void {
    const member = this.#members.get(name)
    if (member !== undefined) member.sent++
  }

  /** Bytes, an opening or an end of a connection passed between it and the network. */
  moved(name: string): void {
    const member = this.#members.get(name)
    if (member !== undefined) member.movedAt = member.sent
  }

  idle(name: string, seen: number, nextAtMs: number | null): void {
    const member = this.#members.get(name)
    if (member !== undefined) member.idle = { seen, nextAtMs }
  }

  busy(name: string): void {
    const member = this.#members.get(name)
    if (member !== undefined) member.idle = undefined
  }

  /**
   * Call it after a whole turn of the carrier's event loop found nothing: no input is waiting. `ownNextAtMs`: when the
   * carrier's own earliest timer is due, which it fires itself; null = none.
   */
  decide(
    nowMs: number,
    networkMoving: boolean,
    ownNextAtMs: number | null = null,
  ): BarrierDecision {
    if (networkMoving || this.#awaited.size > 0 || this.#members.size === 0) return wait
    const toAsk = this.#namesWhere((member) => member.movedAt === member.sent)
    if (toAsk.length > 0) return { kind: 'ask', names: toAsk }
    let earliestMs = ownNextAtMs ?? Number.POSITIVE_INFINITY
    for (const { idle, sent } of this.#members.values()) {
      if (idle?.seen !== sent) return wait
      if (idle.nextAtMs !== null && idle.nextAtMs < earliestMs) earliestMs = idle.nextAtMs
    }
    if (earliestMs === Number.POSITIVE_INFINITY) return wait
    const between = [...this.#members.keys()].filter((name) => !this.#agrees(name))
    if (between.length > 0) return { kind: 'ask-again', names: between }
    const toMs = Math.max(earliestMs, nowMs)
    const due = this.#wake(toMs)
    if (earliestMs > nowMs) return { kind: 'jump', toMs, due }
    // A timer of the carrier's own that is due by now fires without anybody being told.
    return due.length > 0 ? { kind: 'nudge', names: due } : wait
  }

  /** Members whose timers are due then are not idle until they say so again. */
  #wake(atMs: number): readonly string[] {
    const isDue = ({ idle }: Member): boolean =>
      (idle?.nextAtMs ?? Number.POSITIVE_INFINITY) <= atMs
    const names = this.#namesWhere(isDue)
    for (const name of names) this.busy(name)
    return names
  }

  #namesWhere(holds: (member: Member) => boolean): readonly string[] {
    const names: string[] = []
    for (const [name, member] of this.#members) if (holds(member)) names.push(name)
    return names
  }
}
