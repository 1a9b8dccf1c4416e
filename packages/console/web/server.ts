import { MessageReader } from '@understudy/console'
import type { PageState } from './page-state.ts'

/** The token comes with the address's fragment once; the address bar then shows it no more. */
export function takeToken(): string {
  const given = location.hash.slice(1)
  if (given !== '') {
    sessionStorage.setItem('token', given)
    history.replaceState(null, '', location.pathname)
  }
  return sessionStorage.getItem('token') ?? ''
}

const againMs = 1_000

/** Why something could not be done, as a sentence of the server's. */
export class Refused extends Error {}

/** The lab's supervisor, as the page asks it. */
export class Server {
  readonly #token: string

  constructor(token: string) {
    this.#token = token
  }

  /** Rejects with a sentence. */
  async ask<T>(name: string, input: unknown = {}): Promise<T> {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    if (!response.ok) throw new Refused((await response.text()).trim())
    return (await response.json()) as T
  }

  /** Follows the lab's stream for good; where it breaks, it is resumed. */
  async follow(state: PageState): Promise<void> {
    const reader = new MessageReader()
    for (;;) {
      const refused = await this.#followOnce(reader, state).catch(() => false)
      state.connection = refused ? 'refused' : 'lost'
      state.changed()
      if (refused) return
      await new Promise((resolve) => setTimeout(resolve, againMs))
    }
  }

  /** True = the token is not right (any more). */
  async #followOnce(reader: MessageReader, state: PageState): Promise<boolean> {
    const response = await fetch('/api/stream', {
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(reader.lastId === undefined ? {} : { 'last-event-id': reader.lastId }),
      },
    })
    if (response.status === 401) return true
    if (!response.ok || response.body === null) return false
    state.connection = 'live'
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await text.read()
      if (done) return false
      for (const message of reader.take(value)) state.take(message)
    }
  }
}
