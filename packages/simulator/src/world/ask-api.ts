import { type ApiAnswer, type ApiCall, type ApiStep, callStep } from '@understudy/appliance-api'
import type { Caller, OperationName, Outcome } from '@understudy/shared'
import type { Host } from './host.ts'

type Invoke = (
  operation: OperationName,
  input: object,
  onAnswer: (outcome: Outcome<unknown>) => void,
  caller: Caller,
) => void

/** Carries the steps of a request to an XML API of that host; undefined = nobody answers, or not to the end. */
export function askApi(
  host: Host,
  call: ApiCall,
  invoke: Invoke,
  onAnswer: (answer: ApiAnswer | undefined) => void,
): void {
  const reading = host.reading()
  if (reading === null) onAnswer(undefined)
  else carry(callStep(call, reading))

  function carry(step: ApiStep): void {
    if (step.kind === 'answer') {
      onAnswer(step.answer)
      return
    }
    const { operation, input, caller, next } = step
    invoke(
      operation,
      input,
      (outcome) => {
        const later = host.reading()
        if (later === null) onAnswer(undefined)
        else carry(next(outcome, later))
      },
      caller,
    )
  }
}
