import { eventsHost, mailHost, type NetworkCommand, type Outcome } from '@understudy/shared'
import { EventSink } from '../events/event-sink.ts'
import { MailSink } from '../mail/mail-sink.ts'
import type { SinkConnections } from './sink-connections.ts'

export interface SinkPorts {
  /** The network takes what has come, or says why not. */
  readonly deliver: (command: NetworkCommand) => Outcome<unknown>
  /** {@link Sinks.isBusy} may have changed. */
  readonly changed: () => void
}

/** The servers that the network itself runs for what appliances send: the mail host, and the receiver of outbound events. */
export class Sinks {
  readonly #mail: MailSink
  readonly #events: EventSink

  constructor(ports: SinkPorts) {
    this.#mail = new MailSink(ports)
    this.#events = new EventSink(ports)
  }

  async listen(): Promise<void> {
    await Promise.all([this.#mail.connections.listen(), this.#events.connections.listen()])
  }

  /** The sink that is that host of the lab; undefined = it is none. */
  at(host: string): SinkConnections | undefined {
    if (host === mailHost) return this.#mail.connections
    return host === eventsHost ? this.#events.connections : undefined
  }

  /** Whether anything is between the network and one of them; each is asked, as asking counts what has come. */
  get isBusy(): boolean {
    const busy = [this.#mail, this.#events].map(({ connections }) => connections.isBusy)
    return busy.includes(true)
  }

  stop(): void {
    this.#mail.stop()
    this.#events.stop()
  }
}
