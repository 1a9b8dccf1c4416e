/** How often a client of the APIs may ask (P 3.3). */
const perSecondMax = 20
const perHourMax = 15_000

interface Spent {
  second: number
  inSecond: number
  hour: number
  inHour: number
}

export interface Allowance {
  readonly allowed: boolean
  /** What an answer says of it; the hour's. */
  readonly headers: Readonly<Record<string, number>>
}

/** Counts what each client asks, in lab time. */
export class RateLimit {
  readonly #spent = new Map<string, Spent>()

  take(clientId: string, nowMs: number): Allowance {
    const second = Math.floor(nowMs / 1_000)
    const hour = Math.floor(nowMs / 3_600_000)
    const spent = this.#spent.get(clientId) ?? { second, inSecond: 0, hour, inHour: 0 }
    if (spent.second !== second) Object.assign(spent, { second, inSecond: 0 })
    if (spent.hour !== hour) Object.assign(spent, { hour, inHour: 0 })
    this.#spent.set(clientId, spent)
    const allowed = spent.inSecond < perSecondMax && spent.inHour < perHourMax
    if (allowed) {
      spent.inSecond += 1
      spent.inHour += 1
    }
    return {
      allowed,
      headers: {
        'X-RateLimit-Limit': perHourMax,
        'X-RateLimit-Remaining': perHourMax - spent.inHour,
      },
    }
  }
}
