import { connect, type Socket } from 'node:net'

export interface FlowConfig {
  readonly source: string
  readonly address: string
  readonly appliance: string
  /** Where the appliance listens on 127.0.0.1. */
  readonly port: number
}

export interface FlowPorts {
  /** Bytes, an opening or an end passed between the flow and that participant. */
  readonly moved: (participant: string) => void
  /** This flow has begun or ended to have something on its way. */
  readonly moving: (flow: Flow, isMoving: boolean) => void
  readonly closed: (flow: Flow) => void
}

/** One connection through the network: a client's socket and the appliance's, piped both ways. */
export class Flow {
  readonly config: FlowConfig
  readonly #ports: FlowPorts
  readonly #client: Socket
  readonly #upstream: Socket
  #onTheWay = 1
  #open = 2
  #stalled = false
  #over = false
  /** The side that learns of the flow's end only when its path is healed. */
  #unaware: Socket | undefined

  /** `client` is paused. Dials the appliance at once. */
  constructor(client: Socket, config: FlowConfig, ports: FlowPorts) {
    this.config = config
    this.#ports = ports
    this.#client = client
    const { port, source, appliance } = config
    this.#upstream = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    this.#upstream.pause()
    this.#upstream.once('connect', () => this.#connected())
    this.#pump(client, this.#upstream, appliance)
    this.#pump(this.#upstream, client, source)
    ports.moving(this, true)
  }

  /** The path is cut: nothing more passes, and nobody is told. */
  stall(): void {
    this.#stalled = true
    this.#client.pause()
    this.#upstream.pause()
  }

  resume(): void {
    this.#stalled = false
    if (this.#over) this.#unaware?.resetAndDestroy()
    else if (!this.#upstream.connecting) this.#flow()
  }

  /** The appliance is not behind the address any more: both sides get a reset, if it reaches them. */
  reset(): void {
    this.#fail(this.#upstream, this.#client)
  }

  destroy(): void {
    this.#upstream.destroy()
    this.#client.destroy()
  }

  #connected(): void {
    this.#movedBoth()
    this.#settle()
    if (!this.#stalled && !this.#over) this.#flow()
  }

  #fail(near: Socket, far: Socket): void {
    if (this.#over) return
    this.#over = true
    this.#ports.moving(this, false)
    this.#movedBoth()
    near.resetAndDestroy()
    if (this.#stalled) this.#unaware = far
    else far.resetAndDestroy()
  }

  #flow(): void {
    this.#client.resume()
    this.#upstream.resume()
  }

  #pump(from: Socket, to: Socket, receiver: string): void {
    const written = (): void => {
      this.#ports.moved(receiver)
      this.#settle()
    }
    from.on('data', (chunk: Buffer) => {
      this.#movedBoth()
      this.#begin()
      if (!to.write(chunk, written)) from.pause()
    })
    to.on('drain', () => {
      if (!this.#stalled) from.resume()
    })
    from.on('end', () => {
      this.#movedBoth()
      if (to.destroyed) return
      this.#begin()
      to.end(written)
    })
    from.on('error', () => this.#fail(from, to))
    from.on('close', () => this.#closed())
  }

  #begin(): void {
    this.#onTheWay++
    if (this.#onTheWay === 1) this.#ports.moving(this, true)
  }

  #settle(): void {
    this.#onTheWay--
    if (this.#over) return
    if (this.#onTheWay === 0) this.#ports.moving(this, false)
  }

  #closed(): void {
    this.#movedBoth()
    this.#open--
    if (this.#open === 0) this.#ports.closed(this)
  }

  #movedBoth(): void {
    this.#ports.moved(this.config.source)
    this.#ports.moved(this.config.appliance)
  }
}
