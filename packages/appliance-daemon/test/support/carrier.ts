import { join } from 'node:path'
import type { ApplianceInput } from '@understudy/appliance-core'
import type { HostEvent } from '@understudy/shared'
import { BlobFiles } from '../../src/blobs/blob-files.ts'
import { keptCertificate } from '../../src/certificates/server-certificate.ts'
import { LinkKeys } from '../../src/link/link-keys.ts'
import { LinkSockets } from '../../src/link/links.ts'
import { standalone } from '../../src/surroundings/standalone.ts'
import { Front } from '../../src/tls/front.ts'
import { createTlsServer } from '../../src/tls/tls-server.ts'
import { routeUpgrades } from '../../src/tls/upgrades.ts'

type InputNamed<K extends ApplianceInput['kind']> = Extract<ApplianceInput, { kind: K }>

/** One end of a link without a core: what a core would be told is kept, and can be waited for. */
export class Carrier {
  readonly files: BlobFiles
  readonly links: LinkSockets
  readonly keys: LinkKeys
  readonly inputs: ApplianceInput[] = []
  readonly events: HostEvent[] = []
  readonly #folder: string
  readonly #front = new Front(0)
  #waiting: (() => void)[] = []

  constructor(folder: string, key: string) {
    const surroundings = standalone(443)
    this.#folder = folder
    this.files = new BlobFiles(join(folder, 'blobs'))
    this.keys = new LinkKeys('support.example.com', surroundings.work)
    if (key !== '') this.keys.use(key)
    this.links = new LinkSockets({
      surroundings,
      keys: this.keys,
      files: this.files,
      push: (input) => {
        this.inputs.push(input)
        for (const wake of this.#waiting.splice(0)) wake()
      },
      record: (event) => this.events.push(event),
      onFatal: (error) => {
        throw error
      },
    })
  }

  /** Answers the port. */
  async listen(): Promise<number> {
    const certificate = await keptCertificate(join(this.#folder, 'certificate'), ['localhost'])
    const tls = createTlsServer(certificate, () => this.keys.current)
    tls.server.on('request', (_request, response) => {
      response.setHeader('x-understudy-appliance', 'test').end('portal')
    })
    const accept: LinkSockets['accept'] = (...upgrade) => this.links.accept(...upgrade)
    routeUpgrades(tls.server, tls.isPeer, [{ path: '/link', admits: 'peer', accept }])
    const port = await this.#front.listen()
    this.#front.open(
      () => tls.server,
      () => this.keys.settling,
    )
    return port
  }

  /** The next input of that kind that was not taken yet. */
  async take<K extends ApplianceInput['kind']>(kind: K): Promise<InputNamed<K>> {
    for (;;) {
      const at = this.inputs.findIndex((input) => input.kind === kind)
      if (at >= 0) return this.inputs.splice(at, 1)[0] as InputNamed<K>
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  close(): void {
    this.links.stop('the test is over')
    this.#front.close()
  }
}
