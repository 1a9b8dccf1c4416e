import { type Static, Type } from 'typebox'

/** How a resolver treats the TTL of what it caches (NET-04). */
export type ResolverHabit =
  /** Keeps an answer for its TTL. */
  | { readonly habit: 'honour' }
  /** Keeps it for its TTL, but at least `ttlMinMs` and at most `ttlMaxMs`. */
  | { readonly habit: 'clamp'; readonly ttlMinMs: number; readonly ttlMaxMs: number }
  /** Keeps it for `holdMs`, whatever its TTL says. */
  | { readonly habit: 'ignore'; readonly holdMs: number }

/**
 * A network where clients sit, with its own resolver and its own router with an ARP cache.
 * A client says which office it dials from; the office's name is a host of the network's paths.
 */
export interface Office {
  readonly name: string
  readonly resolver: ResolverHabit
}

const closed = { additionalProperties: false } as const
const count = { count: Type.Optional(Type.Integer({ minimum: 1, maximum: 64 })) }
const Seconds = Type.Integer({ minimum: 0, maximum: 604_800 })

/** One or more identical offices, as written in a lab file. */
export const OfficesEntry = Type.Union([
  Type.Object({ ...count, resolver: Type.Literal('honour') }, closed),
  Type.Object(
    {
      ...count,
      resolver: Type.Literal('clamp'),
      ttlMinSeconds: Type.Optional(Seconds),
      ttlMaxSeconds: Type.Optional(Seconds),
    },
    closed,
  ),
  Type.Object(
    { ...count, resolver: Type.Literal('ignore'), holdSeconds: Type.Optional(Seconds) },
    closed,
  ),
])
export type OfficesEntry = Static<typeof OfficesEntry>

export const officesMax = 64

/** The offices of a lab, named office-1, office-2, … in the order of the entries. */
export function officesOf(entries: readonly OfficesEntry[]): readonly Office[] {
  const habits = entries.flatMap((entry) =>
    Array.from({ length: entry.count ?? 1 }, () => habitOf(entry)),
  )
  return habits.map((resolver, index) => ({ name: `office-${index + 1}`, resolver }))
}

function habitOf(entry: OfficesEntry): ResolverHabit {
  switch (entry.resolver) {
    case 'honour':
      return { habit: 'honour' }
    case 'clamp':
      return {
        habit: 'clamp',
        ttlMinMs: (entry.ttlMinSeconds ?? 0) * 1_000,
        ttlMaxMs: (entry.ttlMaxSeconds ?? 604_800) * 1_000,
      }
    case 'ignore':
      return { habit: 'ignore', holdMs: (entry.holdSeconds ?? 86_400) * 1_000 }
  }
}
