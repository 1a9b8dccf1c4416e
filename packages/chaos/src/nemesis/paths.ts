import type { Random } from '@understudy/shared'
import { Type } from 'typebox'

/** The ends of a path: an appliance, or all offices. */
const places = ['a', 'b', 'clients'] as const
export const Place = Type.Enum(places)
type Place = (typeof places)[number]

const paths: readonly (readonly [Place, Place])[] = [
  ['a', 'b'],
  ['a', 'b'],
  ['b', 'a'],
  ['clients', 'a'],
  ['clients', 'b'],
  ['a', 'clients'],
]

/** A path of the lab, more often one between the appliances. */
export function drawPath(random: Random): { readonly from: Place; readonly to: Place } {
  const [from, to] = paths[random.integer(0, paths.length - 1)] ?? ['a', 'b']
  return { from, to }
}
