import { assert, type LinkMessage } from '@understudy/shared'

/** All messages ever sent, each different one once, so that what is under way is only numbers. */
export class Messages {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = []
  /** What comes of an input is worked out once, and sends the same object each time. */
  readonly #byObject = new WeakMap<LinkMessage, number>()

  numberOf(message: LinkMessage): number {
    const known = this.#byObject.get(message)
    if (known !== undefined) return known
    const number = this.#numberOfText(message)
    this.#byObject.set(message, number)
    return number
  }

  #numberOfText(message: LinkMessage): number {
    const text = JSON.stringify(message)
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#texts.length
    this.#numbers.set(text, number)
    this.#texts.push(text)
    return number
  }

  /** A fresh copy, which its receiver may keep. */
  read(number: number): LinkMessage {
    const text = this.#texts[number]
    assert(text !== undefined, `no message has the number ${number}`)
    return JSON.parse(text) as LinkMessage
  }
}
