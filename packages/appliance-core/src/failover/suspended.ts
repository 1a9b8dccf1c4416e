import type { Context } from '../context.ts'
import { failoverSlice } from './slice.ts'

/** Whether this appliance serves nobody until its peer has said who it is (FO-15). */
export const isSuspended = (ctx: Context): boolean => failoverSlice.of(ctx).suspended !== null
