import type { Server } from 'node:tls'
import type { ServedCertificate } from '@understudy/appliance-core'
import type { Surroundings } from '../surroundings/surroundings.ts'
import type { Front } from '../tls/front.ts'
import type { TlsServer } from '../tls/tls-server.ts'

/**
 * Which certificate is shown at which of the appliance's addresses (CRT-01). All of the lab's addresses lead to one
 * machine, so each has a port of its own here, and the network is told which. Connections that are open keep what they
 * were shown.
 */
export class AddressPorts {
  readonly #front: Pick<Front, 'listenAlso'>
  readonly #listens: Surroundings['listens']
  readonly #portOf = new Map<string, number>()
  /** By port; the others show the certificate that the appliance came with. */
  readonly #shown = new Map<number, Server>()
  readonly #told = new Set<string>()
  readonly #opening = new Set<string>()
  /** What was last to be shown, for addresses whose port is only being opened. */
  #last: { assigned: readonly ServedCertificate[]; tls: Pick<TlsServer, 'showing'> } | undefined

  constructor(front: Pick<Front, 'listenAlso'>, listens: Surroundings['listens']) {
    this.#front = front
    this.#listens = listens
  }

  /** Opens a port for each of these, so that nothing has to be waited for when a certificate is assigned. */
  async open(addresses: readonly string[]): Promise<void> {
    const fresh = addresses.filter((one) => !this.#portOf.has(one) && !this.#opening.has(one))
    for (const address of fresh) this.#opening.add(address)
    for (const address of fresh) {
      this.#portOf.set(address, await this.#front.listenAlso())
      this.#opening.delete(address)
    }
    // One of them may have been given a certificate meanwhile.
    if (fresh.length > 0 && this.#last !== undefined)
      this.serve(this.#last.assigned, this.#last.tls)
  }

  /** From now on new connections are shown these; at addresses without one, `tls` shows its own. */
  serve(assigned: readonly ServedCertificate[], tls: Pick<TlsServer, 'showing'>): void {
    this.#last = { assigned, tls }
    this.#shown.clear()
    for (const { address, material } of assigned) {
      const port = this.#portOf.get(address)
      if (port === undefined) continue
      const { keyPem, certificatePem, chainPem } = material
      this.#shown.set(port, tls.showing({ keyPem, certificatePem: certificatePem + chainPem }))
      if (this.#told.has(address)) continue
      this.#told.add(address)
      this.#listens(address, port)
    }
  }

  /** The server for new connections to that port; undefined = that of the appliance's own certificate. */
  serverAt(port: number): Server | undefined {
    return this.#shown.get(port)
  }
}
