import type { Mail, NetworkOutputOf } from '@understudy/shared'

type Listed = NetworkOutputOf<'list-mail'>
type Arrived = Listed['mails'][number]

/** How many mails are kept; the oldest give way. */
const mailsMax = 1_000
const listedDefault = 100

/** What the lab's mail host has taken. It delivers nothing further: people read it by `list-mail`. */
export class Mailbox {
  readonly #mails: Arrived[] = []
  #count = 0

  /** Answers the mail's number. */
  take(mail: Mail, via: string, atMs: number): number {
    this.#count += 1
    this.#mails.push({ id: this.#count, atMs, via, ...mail })
    if (this.#mails.length > mailsMax) this.#mails.shift()
    return this.#count
  }

  /** The newest first. */
  list(limit = listedDefault): Listed {
    const mails = this.#mails.slice(-limit).reverse()
    return { mails, dropped: this.#count - this.#mails.length }
  }
}
