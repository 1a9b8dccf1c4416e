import { noteLseq } from '../clients/desk.ts'
import type { Context } from '../context.ts'
import type { SessionRow } from '../ports/store.ts'

/** Rows came from elsewhere: numbers that this appliance will give must be greater than any seen. */
export function noteNumbers(ctx: Context, rows: readonly SessionRow[]): void {
  let lsid = ctx.state.integerLsid
  for (const row of rows) {
    noteLseq(ctx, row.lseq)
    if (row.legacy) lsid = ctx.decisions.greatestLsid(lsid, Number(row.lsid))
  }
  if (lsid === ctx.state.integerLsid) return
  ctx.state.integerLsid = lsid
  ctx.durable.save()
}
