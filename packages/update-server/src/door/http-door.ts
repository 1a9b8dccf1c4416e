import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loopback, StartFailure, type Work } from '@understudy/lab-channel'
import type { RefusalCode } from '@understudy/shared'
import type { Logger } from 'pino'
import type { KeptServer } from '../state/kept-server.ts'
import type { SavedFiles } from '../state/saved-files.ts'
import { manual } from './manual.ts'
import { doorPage, pageHeaders } from './page.ts'

export interface HttpDoorPorts {
  readonly server: KeptServer
  readonly files: SavedFiles
  readonly work: Work
  readonly log: Logger
}

const connectionsMax = 100
/** A key is under a kilobyte. */
const keyBytesMax = 8_192

const statusOf: Readonly<Partial<Record<RefusalCode, number>>> = {
  'key-damaged': 400,
  'unknown-to-update-server': 403,
  'nothing-to-download': 410,
  'file-not-stored': 507,
}

/** What the door says to people, and the files that a key has brought. */
interface Answer {
  readonly status: number
  readonly text: string
  readonly links?: readonly { readonly url: string; readonly file: string }[]
}

/**
 * The update server's website as a machine with unrestricted access sees it (UPD-04): a key is posted, links to the files come
 * back, each to be fetched once. Plain words and plain HTTP: what a package contains is protected by its signature.
 */
export class HttpDoor {
  readonly #ports: HttpDoorPorts
  readonly #server: Server

  constructor(ports: HttpDoorPorts) {
    this.#ports = ports
    this.#server = createServer((request, response) => this.#serve(request, response))
    this.#server.maxConnections = connectionsMax
  }

  /** Resolves with the port it listens on: that one, or a free one where it is 0 or taken. */
  async listen(port: number, host: string): Promise<number> {
    return await this.#listen(port, host).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port !== 0) return this.#listen(0, host)
      throw new StartFailure(1, `The update server cannot listen: ${error.message}.`, error)
    })
  }

  /** Where a file can be fetched on this machine. */
  urlTo(link: string, file: string): string {
    return `${loopback.url('http', this.#port)}${pathOf(link, file)}`
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  #listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject)
        resolve(this.#port)
      })
    })
  }

  /** Lab time waits while somebody is answered. */
  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { work, log } = this.#ports
    work.begin()
    response.once('close', () => work.end())
    this.#answer(request, response).catch((error: Error) => {
      // Whoever asked has left, or sent half a request.
      log.warn({ err: error }, 'request ended')
      response.destroy()
    })
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request
    const [, top, link, file, ...more] = url.split('?')[0]?.split('/') ?? []
    const isRead = method === 'GET' || method === 'HEAD'
    const isFile = top === 'downloads' && link !== undefined && file !== undefined
    if (isRead && isFile && more.length === 0) this.#give(link, file, method, response)
    else send(response, await this.#say(request, method, top), isBrowser(request))
  }

  async #say(request: IncomingMessage, method: string, top: string | undefined): Promise<Answer> {
    const here = (path: string): string => `http://${hostOf(request, this.#port)}${path}`
    if (method === 'POST' && top === '') return this.#redeem(request, here)
    if (method !== 'GET' && method !== 'HEAD')
      return { status: 405, text: `Expected GET, or POST to /, found ${method}.` }
    if (top === '') return { status: 200, text: manual(here('/')) }
    if (top === 'health') return { status: 200, text: 'ok' }
    return { status: 404, text: `There is nothing at ${(request.url ?? '').slice(0, 200)}.` }
  }

  async #redeem(request: IncomingMessage, url: (path: string) => string): Promise<Answer> {
    const body = await textOf(request)
    if (body === undefined)
      return { status: 413, text: `Expected a key of at most ${keyBytesMax} bytes, found more.` }
    const key = isBrowser(request) ? keyOfForm(body) : body
    const outcome = await this.#ports.server.redeem(key)
    if (!outcome.ok) {
      const { code, message } = outcome.refusal
      const hint = code === 'key-damaged' ? ' curl keeps its lines with --data-binary @FILE.' : ''
      return { status: statusOf[code] ?? 409, text: `${message}${hint}` }
    }
    const { link, files } = outcome.value
    const links = files.map((file) => ({ file, url: url(pathOf(link, file)) }))
    return { status: 200, text: links.map((one) => one.url).join('\n'), links }
  }

  #give(link: string, file: string, method: string, response: ServerResponse): void {
    const { files } = this.#ports
    const bytes = files.readAt(link, file)
    if (bytes === undefined) {
      const text = files.isLink(link)
        ? `${file.slice(0, 200)} was downloaded already: ask support for it.`
        : 'There is no such download.'
      send(response, { status: files.isLink(link) ? 410 : 404, text }, false)
      return
    }
    // Only what has gone out whole is gone: a download that breaks can be begun again.
    if (method === 'GET')
      response.once('close', () => {
        if (response.writableFinished) files.removeAt(link, file)
      })
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': bytes.length,
      'content-disposition': `attachment; filename="${file}"`,
      'cache-control': 'no-store',
    })
    response.end(method === 'HEAD' ? undefined : bytes)
  }
}

const pathOf = (link: string, file: string): string => `/downloads/${link}/${file}`

/** As whoever asks reached us: a container's port has another number outside. */
const hostOf = ({ headers }: IncomingMessage, port: number): string =>
  /^[\w.:[\]-]{1,255}$/.test(headers.host ?? '') ? (headers.host ?? '') : loopback.at(port)

/** Who asks for pages gets the same on a page, with a field for the key; curl asks for anything. */
const isBrowser = ({ headers }: IncomingMessage): boolean =>
  (headers.accept ?? '').includes('text/html')

/** A form sends line ends as CRLF; the key's are LF. */
const keyOfForm = (body: string): string =>
  (new URLSearchParams(body).get('key') ?? '').replaceAll('\r\n', '\n').trim()

function send(response: ServerResponse, answer: Answer, onPage: boolean): void {
  const { status, text, links = [] } = answer
  const said = links.length > 0 ? ['Each file can be fetched once.'] : text.split('\n')
  response.writeHead(status, {
    ...(onPage ? pageHeaders : { 'content-type': 'text/plain; charset=utf-8' }),
    'cache-control': 'no-store',
    // What a body that is too large still sends is not read.
    ...(status === 413 ? { connection: 'close' } : {}),
  })
  response.end(onPage ? doorPage({ said, links }) : `${text}\n`)
}

/** Undefined = too long. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > keyBytesMax) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
