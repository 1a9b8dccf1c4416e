/** By which port a host takes connections to one of its addresses, where that is not the port that it joined with. */
export class AddressPorts {
  readonly #ports = new Map<string, ReadonlyMap<string, number>>()

  note(host: string, address: string, port: number): void {
    this.#ports.set(host, new Map(this.#ports.get(host)).set(address, port))
  }

  of(host: string, address: string): number | undefined {
    return this.#ports.get(host)?.get(address)
  }

  /** Its process is gone, and its ports with it. */
  forget(host: string): void {
    this.#ports.delete(host)
  }
}
