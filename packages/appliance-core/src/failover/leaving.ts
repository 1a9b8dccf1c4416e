import type { Context } from '../context.ts'
import { needsLease } from './lease.ts'
import { keepWitness, noteWitnessHeard } from './witness-link.ts'

/*
 * A primary ends the relationship (FO-09), and its backup, which needs the witness's vote, does not hear of it: it would
 * take the silence for death and be voted primary, while the other serves as a standalone appliance. So the witness is
 * told, again and again until it has answered, and votes for nobody of that relationship any more.
 */

/** Before the relationship is ended here, and stored with it: the witness has to be told. */
export function noteLeaving(ctx: Context): void {
  const { relationship, epoch, watchedBy } = ctx.state
  if (!needsLease(ctx) || relationship === null || watchedBy?.witness === undefined) return
  ctx.state.leaving = { relationship: relationship.id, held: epoch, witness: watchedBy.witness }
}

/** The witness has it on its disk. */
export function onWitnessLeft(ctx: Context, relationship: string): void {
  noteWitnessHeard(ctx)
  if (ctx.state.leaving?.relationship !== relationship) return
  delete ctx.state.leaving
  ctx.durable.save()
  keepWitness(ctx)
}
