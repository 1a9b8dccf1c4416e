import type { ApplianceReading, Caller, OperationName, Outcome } from '@understudy/shared'
import type { ApiAnswer } from '../answer.ts'

/**
 * What comes next of a request: its answer, or an operation of the appliance whose outcome decides. Whoever carries it, a
 * daemon or the virtual world, invokes the operation and goes on with `next` and what the appliance is by then.
 */
export type ApiStep =
  | { readonly kind: 'answer'; readonly answer: ApiAnswer }
  | {
      readonly kind: 'operation'
      readonly operation: OperationName
      readonly input: object
      readonly caller: Caller
      readonly next: (outcome: Outcome<unknown>, reading: ApplianceReading) => ApiStep
    }

export const answered = (answer: ApiAnswer): ApiStep => ({ kind: 'answer', answer })
