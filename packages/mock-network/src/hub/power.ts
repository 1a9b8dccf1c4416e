/** Appliances that start while their host has no power wait for it before they may join (NET-12). */
export class Power {
  readonly #hasPower: (name: string) => boolean
  readonly #starts: (name: string) => void
  readonly #waiting = new Map<string, () => void>()

  /** `starts`: that appliance's power is back, and it is expected to start. */
  constructor(hasPower: (name: string) => boolean, starts: (name: string) => void) {
    this.#hasPower = hasPower
    this.#starts = starts
  }

  /** Resolves once that participant may be there. */
  async of(name: string): Promise<void> {
    if (this.#hasPower(name)) return
    await new Promise<void>((resolve) => {
      this.#waiting.set(name, resolve)
    })
  }

  isBack(name: string): void {
    this.#starts(name)
    this.#waiting.get(name)?.()
    this.#waiting.delete(name)
  }
}
