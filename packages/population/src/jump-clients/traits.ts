import { type ClientGroup, createRandom, type Random } from '@understudy/shared'
import { type BackoffSpans, programSpans } from '../backoff.ts'
import { beatMsOf } from '../beat.ts'
import type { PopulationCommons } from '../commons.ts'
import type { AttemptCounter } from '../measures/reconnections.ts'

/** What all Jump Clients of one group share, held once for thousands of them. */
export interface JumpClientTraits {
  readonly group: ClientGroup
  readonly kind: 'jump-client' | 'jumpoint'
  /** null = a Jumpoint, which behaves like an active one. */
  readonly mode: 'active' | 'passive' | null
  readonly siteHostname: string
  readonly beatMs: number
  readonly statisticsEveryMs: number
  readonly checkInEveryMs: number
  readonly random: Random
  /** How they come back after a loss. */
  readonly spans: BackoffSpans
  readonly attempts: AttemptCounter
}

export type JumpClientGroup = 'active-jump-clients' | 'passive-jump-clients' | 'jumpoints'

/** Thousands are lost together: their first waits already spread over a minute, later ones over up to five. */
const jumpClientSpans = { firstMs: 60_000, firstFromMs: 1_000, capMs: 300_000 }
const jumpointSpans = { ...programSpans, capMs: 300_000 }

const modeOf = {
  'active-jump-clients': 'active',
  'passive-jump-clients': 'passive',
  jumpoints: null,
} as const

export function traitsOf(group: JumpClientGroup, commons: PopulationCommons): JumpClientTraits {
  const { config, reconnections } = commons
  const { statisticsEveryMs, checkInEveryMs } = config.clients.jumpClients
  return {
    group,
    kind: group === 'jumpoints' ? 'jumpoint' : 'jump-client',
    mode: modeOf[group],
    siteHostname: config.siteHostname,
    beatMs: beatMsOf(config.clients),
    statisticsEveryMs,
    checkInEveryMs,
    spans: group === 'jumpoints' ? jumpointSpans : jumpClientSpans,
    random: createRandom(`${config.seed}/${group}`),
    attempts: reconnections.of(group),
  }
}
