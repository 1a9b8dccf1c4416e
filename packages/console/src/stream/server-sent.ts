import type { StreamMessage } from './messages.ts'

/** A message as server-sent events write it (HTML Living Standard, 9.2). JSON has no line breaks. */
export const encodeMessage = ({ kind, data }: StreamMessage, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`

/** Keeps the connection from being taken for dead. */
export const heartbeat = ': beat\n\n'

/** Reads a stream piece by piece; keeps the last id, with which a lost stream is resumed. */
export class MessageReader {
  #rest = ''
  lastId: string | undefined

  take(text: string): readonly StreamMessage[] {
    this.#rest += text
    const messages: StreamMessage[] = []
    for (let end = this.#rest.indexOf('\n\n'); end !== -1; end = this.#rest.indexOf('\n\n')) {
      const message = this.#read(this.#rest.slice(0, end))
      this.#rest = this.#rest.slice(end + 2)
      if (message !== undefined) messages.push(message)
    }
    return messages
  }

  #read(block: string): StreamMessage | undefined {
    const fields = new Map(
      block.split('\n').map((line): [string, string] => {
        const at = line.indexOf(': ')
        return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 2)]
      }),
    )
    const kind = fields.get('event')
    const data = fields.get('data')
    if (kind === undefined || data === undefined) return undefined
    this.lastId = fields.get('id') ?? this.lastId
    return { kind, data: JSON.parse(data) } as StreamMessage
  }
}
