import type { Epoch } from '@understudy/shared'

/** Who claims an address, in the order of claiming, and the highest epoch ever seen for it. */
export class AddressClaims {
  readonly #epochs = new Map<string, Epoch>()
  /** Appliances that claimed it before and do not now. */
  readonly #left = new Set<string>()
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

  /** Returns whether that appliance had claimed the address before and left it. */
  put(appliance: string, epoch: Epoch): boolean {
    this.#epochs.set(appliance, epoch)
    this.#highest = Math.max(this.#highest ?? epoch, epoch)
    return this.#left.delete(appliance)
  }

  remove(appliance: string): boolean {
    if (!this.#epochs.delete(appliance)) return false
    this.#left.add(appliance)
    return true
  }
}
