import type { ApplianceReading } from '@understudy/shared'
import type { ApiAccount } from '../door/account.ts'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import type { Readings } from '../readings.ts'

/** What a command is answered from. */
export interface CommandCall {
  readonly era: Era
  readonly parameters: Parameters
  readonly account: ApiAccount
  readonly reading: ApplianceReading
  readonly readings: Readings
}
