import type { Context } from '../context.ts'
import { accountsSlice, type Job } from './slice.ts'

/** Gives the carrier something to do for that job; its name. */
export function beginJob(ctx: Context, job: Job): string {
  const slice = accountsSlice.of(ctx)
  slice.jobCount += 1
  const name = `password-${slice.jobCount}`
  slice.jobs.set(name, job)
  return name
}
