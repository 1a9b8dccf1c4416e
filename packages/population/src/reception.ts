import { createRandom, type Random } from '@understudy/shared'
import { Arrivals } from './arrivals.ts'
import type { PopulationCommons } from './commons.ts'
import { Customer } from './customer.ts'
import type { Button } from './held/button.ts'
import { officeOf } from './offices.ts'
import { customerKey } from './session-keys.ts'

/** Customers present at once; any more are turned away at the door. */
const customersMax = 5_000
/** The share of customers who press a Button, where there are Buttons. */
const buttonShare = 0.5

/** Where customers come in: through the portal, or by a Bomgar Button on their desktop (CLI-05). */
export class Reception {
  readonly #commons: PopulationCommons
  readonly #buttons: readonly Button[]
  readonly #arrivals: Arrivals
  readonly #random: Random
  /** Customers waiting for their Button, by number. */
  readonly #atButton = new Map<Button, number>()
  #inside = 0
  #soFar = 0
  #withKeys = 0

  constructor(commons: PopulationCommons, buttons: readonly Button[]) {
    const { clients, seed } = commons.config
    this.#commons = commons
    this.#buttons = buttons
    this.#arrivals = new Arrivals(clients, seed)
    this.#random = createRandom(`${seed}/entrance`)
  }

  /** Opens; the first customer comes after a while. */
  open(nowMs: number): void {
    this.#arrivals.begin(nowMs)
  }

  /** When to call {@link admit} next. */
  get wakeAtMs(): number {
    return this.#arrivals.wakeAtMs
  }

  /** Those who have come since: customers, Buttons being pressed, and names of those for whom there was no room. */
  admit(nowMs: number): readonly (Customer | Button | string)[] {
    const admitted: (Customer | Button | string)[] = []
    const count = this.#arrivals.takeDue(nowMs)
    for (let i = 0; i < count; i++) {
      const number = ++this.#soFar
      if (this.#inside >= customersMax) {
        admitted.push(`customer-${number}`)
        continue
      }
      this.#inside++
      const button = this.#chooseButton()
      if (button !== null) this.#atButton.set(button, number)
      admitted.push(button ?? this.#customer(number, this.#officeOf(number)))
    }
    return admitted
  }

  /** Somebody who was given a session key comes, whatever the hour. */
  admitWithKey(key: string): Customer {
    const number = ++this.#withKeys
    this.#inside++
    return this.#customer(`key-${number}`, this.#officeOf(number), key)
  }

  /** After each step of a Button, once: its customer if it led them in, their name if it did not. */
  follow(button: Button): Customer | string | null {
    const number = this.#atButton.get(button)
    if (number === undefined || !button.isSettled) return null
    this.#atButton.delete(button)
    if (button.takeOpened()) return this.#customer(number, button.office)
    this.#inside--
    return `customer-${number}`
  }

  /** A customer has left. */
  noteLeft(): void {
    this.#inside--
  }

  #chooseButton(): Button | null {
    if (this.#buttons.length === 0 || this.#random.next() >= buttonShare) return null
    const button = this.#buttons[this.#random.integer(0, this.#buttons.length - 1)]
    return button?.isIdle && !this.#atButton.has(button) ? button : null
  }

  #officeOf(number: number): string {
    return officeOf(this.#commons.config, number - 1)
  }

  #customer(number: number | string, office: string, key?: string): Customer {
    const { siteHostname: host, clients, seed } = this.#commons.config
    return new Customer({
      name: `customer-${number}`,
      host,
      office,
      clients,
      seed,
      externalKey: customerKey(seed, number),
      asksAgainMax: 1,
      ...(key === undefined ? {} : { key }),
    })
  }
}
