import { Outage } from './outage.ts'

/**
 * The probe's own connection has ended. Whether the site is gone with it only requests can say: the connection may have been an old
 * one to an appliance that the site leads to no more (NET-04, NET-05), and that is no outage of the site.
 */
export class Suspicion {
  /** What it would be, if it is one. */
  readonly outage: Outage
  /** When requests tell that the site answers: the first good answer, and when its request was sent. */
  good: { readonly sentAtMs: number; readonly atMs: number } | null = null

  constructor(sinceMs: number, reason: string) {
    this.outage = new Outage(sinceMs, reason)
  }

  /** An answer to a request of before says nothing. */
  concerns(sentAtMs: number): boolean {
    return sentAtMs >= this.outage.startedAtMs
  }
}
