import {
  type ClientMessage,
  type DeferralReason,
  type Refusal,
  type RefusalOf,
  refusal,
} from '@understudy/shared'
import type { Context } from '../context.ts'

export type Hello = Extract<ClientMessage, { type: 'hello' }>

/** The answer to a client's hello. */
export type Admission =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'upgrade' }
  | { readonly kind: 'come-back'; readonly afterMs: number; readonly reason: DeferralReason }
  | { readonly kind: 'refused'; readonly why: Refusal }

export const welcome: Admission = { kind: 'welcome' }
export const upgrade: Admission = { kind: 'upgrade' }

export const turnedAway = (...why: RefusalOf): Admission => ({
  kind: 'refused',
  why: refusal(...why),
})

/** Its version is not the site's, and nothing here can change that (CLI-05). */
export const outdated = (ctx: Context, { version }: Hello): Admission =>
  turnedAway('client-outdated', { found: version || 'none', expected: ctx.state.software.site })
