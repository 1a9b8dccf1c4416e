import { type Refusal, refusal } from '@understudy/shared'
import type { Context } from '../context.ts'
import { clientsSlice, type Throttles } from './slice.ts'

/** The product's default for the connection rate (P 8.2); its default for upgrades is not known. */
const throttleDefault = 50

const upgradesKey = 'jump-clients.concurrent-upgrades-max'
const rateKey = 'jump-clients.connection-rate-max'

/** The settings that are throttles, and their greatest values (P 8.2). */
const maxima: Readonly<Record<string, number>> = { [upgradesKey]: 500, [rateKey]: 300 }

/** The throttles that are set now. Settings are read again only when one has changed. */
export function throttlesOf(ctx: Context): Throttles {
  const { state } = ctx
  const slice = clientsSlice.of(ctx)
  const known = slice.throttles
  if (known?.settingsRevision === state.settingsRevision) return known
  const read = {
    settingsRevision: state.settingsRevision,
    concurrentUpgradesMax: throttleOf(ctx, upgradesKey),
    connectionRateMax: throttleOf(ctx, rateKey),
  }
  slice.throttles = read
  return read
}

/** Why that value is not allowed for that setting; null = it is, or the setting is no throttle. */
export function refusalOfThrottle(key: string, value: string): Refusal | null {
  const maximum = Object.hasOwn(maxima, key) ? maxima[key] : undefined
  if (maximum === undefined || value === 'off') return null
  if (/^[1-9]\d{0,2}$/.test(value) && Number(value) <= maximum) return null
  const found = `"${value.slice(0, 40)}"`
  return refusal('invalid-input', {
    where: key,
    expected: `a whole number from 1 to ${maximum}, or off`,
    found,
  })
}

function throttleOf(ctx: Context, key: string): number | null {
  const value = ctx.store.settings.get(key)?.value ?? String(throttleDefault)
  if (value === 'off') return null
  // A bad value that an older program accepted must not let everybody in at once.
  return refusalOfThrottle(key, value) === null ? Number(value) : throttleDefault
}
