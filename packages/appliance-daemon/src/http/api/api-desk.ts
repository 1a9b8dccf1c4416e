import { type ApiAnswer, type ApiCall, type ApiStep, callStep } from '@understudy/appliance-api'
import type { ApplianceReading, Outcome } from '@understudy/shared'
import type { AdminPorts } from '../admin-routes.ts'

export interface ApiDeskPorts extends Pick<AdminPorts, 'invoke'> {
  /** What the appliance is and holds now. */
  readonly reading: () => ApplianceReading
}

/** Carries the steps of requests to the XML APIs: invokes the operations that they need, and answers. */
export class ApiDesk {
  readonly #ports: ApiDeskPorts
  /** Logins that are being checked; a program that asks several things at once has one. */
  readonly #logins = new Map<string, Promise<Outcome<unknown>>>()

  constructor(ports: ApiDeskPorts) {
    this.#ports = ports
  }

  async answer(call: ApiCall): Promise<ApiAnswer> {
    let step = callStep(call, this.#ports.reading())
    while (step.kind === 'operation')
      step = step.next(await this.#outcomeOf(step), this.#ports.reading())
    return step.answer
  }

  #outcomeOf({
    operation,
    input,
    caller,
  }: Extract<ApiStep, { kind: 'operation' }>): Promise<Outcome<unknown>> {
    const { invoke } = this.#ports
    if (operation !== 'check-api-login') return invoke(operation, input, caller)
    const key = JSON.stringify([caller.from, input])
    const known = this.#logins.get(key)
    if (known !== undefined) return known
    const checking = invoke(operation, input, caller)
    this.#logins.set(key, checking)
    // It never rejects.
    void checking.then(() => this.#logins.delete(key))
    return checking
  }
}
