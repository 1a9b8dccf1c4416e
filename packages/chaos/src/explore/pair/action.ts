import type { ApplianceTimer } from '@understudy/appliance-core'
import type { CrashPoint } from '../box/crash-point.ts'
import type { Asked } from './pair.ts'
import type { Side } from './side.ts'

/** One thing that can happen next. The process may die at any action that gives it an input. */
export type Action =
  | { readonly kind: 'ask'; readonly asked: Asked; readonly dies?: CrashPoint }
  /** Delivers the first item under way on that wire to that side. */
  | {
      readonly kind: 'deliver'
      readonly wire: number
      readonly to: Side
      readonly dies?: CrashPoint
    }
  /** The dial reaches the other side: it is accepted, or refused if no process runs there. */
  | { readonly kind: 'connect'; readonly wire: number; readonly dies?: CrashPoint }
  /** `early`: while messages are still under way. */
  | { readonly kind: 'give-up-dial'; readonly wire: number; readonly early?: true }
  | {
      readonly kind: 'timer'
      readonly side: Side
      readonly timer: ApplianceTimer
      readonly early?: true
      readonly dies?: CrashPoint
    }
  /** The next automatic sync of that side is due. */
  | { readonly kind: 'sync'; readonly side: Side; readonly dies?: CrashPoint }
  | { readonly kind: 'end-session'; readonly dies?: CrashPoint }
  | { readonly kind: 'start'; readonly side: Side; readonly dies?: CrashPoint }
  | { readonly kind: 'crash'; readonly side: Side }
  | { readonly kind: 'cut' }
  | { readonly kind: 'heal' }
  | { readonly kind: 'reset'; readonly wire: number }
