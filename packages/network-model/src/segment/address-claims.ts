import type { Epoch } from '@understudy/shared'

/** Who claims one address, in the order of claiming, and the highest epoch ever seen for it. */
export class AddressClaims {
  readonly #epochs = new Map<string, Epoch>()
  #highest: Epoch | undefined

  get claimants(): readonly string[] {
    return [...this.#epochs.keys()]
  }

  get highest(): Epoch | undefined {
    return this.#highest
  }

  epochOf(appliance: string): Epoch | undefined {
    return this.#epochs.get(appliance)
  }

  put(appliance: string, epoch: Epoch): void {
    this.#epochs.set(appliance, epoch)
    this.#highest = Math.max(this.#highest ?? epoch, epoch)
  }

  remove(appliance: string): boolean {
    return this.#epochs.delete(appliance)
  }
}
