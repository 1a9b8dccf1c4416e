import { type Markup, markup } from '../markup.ts'
import { lookOf } from '../picture/state-lanes.ts'
import type { Report } from '../schema.ts'

/** What the picture's colours mean: [classes as in the picture, words]. */
const entries = [
  ['role primary who-any', 'strong: primary'],
  ['role standalone who-any', 'medium: standalone'],
  ['role backup who-any', 'pale: backup'],
  ['work', 'installing'],
  ['sync', 'sync'],
  ['exposed', 'no redundancy'],
  ['ok-swatch', 'site answers'],
  ['owner nobody', 'site down, nobody answers'],
] as const

export function legend({ versions }: Report): Markup {
  const appliances = Object.keys(versions)
  const own = appliances.map(
    (name) => [`role primary ${lookOf(appliances, name)}`, name.toUpperCase()] as const,
  )
  const items = [...own, ...entries].map(
    ([look, words]) =>
      markup`<li><svg viewBox="0 0 18 11" class="${look}" aria-hidden="true"><rect width="18" height="11" rx="2"/></svg>${words}</li>`,
  )
  return markup`<ul class="legend">${items}</ul>`
}
