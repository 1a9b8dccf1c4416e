import type { ApiUser, ApplianceReading } from '@understudy/shared'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import type { Readings } from '../readings.ts'

/** What a command is answered from. */
export interface CommandCall {
  readonly era: Era
  readonly parameters: Parameters
  readonly user: ApiUser
  readonly reading: ApplianceReading
  readonly readings: Readings
}
