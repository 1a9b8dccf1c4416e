import {
  type ApplianceName,
  type ApplianceStatus,
  clockErrorText,
  isClockWrong,
  whatWrongClocksBreak,
} from '@understudy/shared'
import type { Condition } from './conditions.ts'

/** That appliance's clock is right enough for what goes by it; the sentence names what a wrong one breaks (REH-03). */
export const clockIsRight = (of: ApplianceName): Condition => ({
  of,
  expected: `${of}: its clock is right; with a wrong one ${whatWrongClocksBreak}`,
  holds: ({ clock }: ApplianceStatus) => !isClockWrong(clock.offMs),
  found: ({ clock }: ApplianceStatus) => {
    const by = clock.ntp ? 'by NTP' : 'set by hand'
    return clock.offMs === 0
      ? `${of}: its clock is right, ${by}`
      : `${of}: its clock is ${clockErrorText(clock.offMs)}, ${by}`
  },
})
