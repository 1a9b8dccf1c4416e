/** Appliances that start while their host is without power wait for it at the hub's door (NET-12). */
export class Power {
  readonly #hasPower: (name: string) => boolean
  readonly #starts: (name: string) => void
  readonly #waiting = new Map<string, () => void>()

  /** `starts`: its power is back, and it is expected. */
  constructor(hasPower: (name: string) => boolean, starts: (name: string) => void) {
    this.#hasPower = hasPower
    this.#starts = starts
  }

  /** Resolves as soon as that participant may be there. */
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
