import type { LabEvent } from '@understudy/shared'

/** Which appliances have said that they go down to start again, until they are gone (WEB-04). */
export class Reboots {
  readonly #announced = new Set<string>()

  note(name: string, event: Pick<LabEvent, 'name'> & { readonly how?: unknown }): void {
    if (event.name === 'appliance-ending' && event.how !== 'shut-down') this.#announced.add(name)
  }

  /** Whether its process, which has just gone, is on its way back: then it is starting, and lab time must not run ahead. */
  takeBack(name: string): boolean {
    return this.#announced.delete(name)
  }
}
