import { parseJson, RepActivity, schemaErrors } from '@understudy/shared'
import type { Context } from '../context.ts'
import type { ClientConnection } from './desk.ts'

/*
 * When representatives came and went, for reports (API-02): a log of the box's own, in pieces, so that each entry writes little.
 * No sync carries it: it tells who used this box.
 */

const pieceEntries = 100
const piecesMax = 100
const headKey = 'activity'
const pieceKey = (number: number): string => `${headKey}/${number}`

/** A console of another version than the site's only learns that: nobody has logged in to it yet (CLI-01). */
export const isLoggedIn = (
  ctx: Context,
  { kind, upgrading, version }: Pick<ClientConnection, 'kind' | 'upgrading' | 'version'>,
): boolean => kind === 'console' && !upgrading && version === ctx.state.software.site

/** Appends what happened now. */
export function noteActivity(ctx: Context, what: RepActivity[1], names: readonly string[]): void {
  const { values } = ctx.store
  let { first, last } = headOf(ctx)
  let piece = pieceOf(ctx, last)
  for (const name of names) {
    if (piece.length >= pieceEntries) {
      values.put(pieceKey(last), JSON.stringify(piece))
      last += 1
      piece = []
    }
    piece = [...piece, [ctx.nowMs, what, name]]
  }
  values.put(pieceKey(last), JSON.stringify(piece))
  for (; last - first >= piecesMax; first++) values.remove(pieceKey(first))
  values.put(headKey, JSON.stringify({ first, last }))
}

/** All that is kept, in order of time. */
export function activityOf(ctx: Context): readonly RepActivity[] {
  const { first, last } = headOf(ctx)
  const pieces: RepActivity[][] = []
  for (let number = first; number <= last; number++) pieces.push([...pieceOf(ctx, number)])
  return pieces.flat()
}

function headOf(ctx: Context): { readonly first: number; readonly last: number } {
  const text = ctx.store.values.get(headKey)
  return text === undefined ? { first: 0, last: 0 } : JSON.parse(text)
}

function pieceOf(ctx: Context, number: number): readonly RepActivity[] {
  const text = ctx.store.values.get(pieceKey(number))
  const entries: unknown = text === undefined ? [] : parseJson(text)
  return (Array.isArray(entries) ? entries : []).filter(
    (entry): entry is RepActivity => schemaErrors(RepActivity, entry).length === 0,
  )
}
