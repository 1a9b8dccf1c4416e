import { assert } from '@understudy/shared'

/** The one transaction at a time. Every write notes how it is taken back; a commit forgets that. */
export class Transaction {
  #undo: (() => unknown)[] = []
  #isOpen = false

  get isOpen(): boolean {
    return this.#isOpen
  }

  begin(): void {
    assert(!this.#isOpen, 'a transaction of the store is already open')
    this.#isOpen = true
  }

  /** To be called with each write. */
  note(undo: () => unknown): void {
    assert(this.#isOpen, 'the store is written only between begin and commit')
    this.#undo.push(undo)
  }

  commit(): void {
    assert(this.#isOpen, 'there is no transaction to commit')
    if (this.#undo.length > 0) this.#undo = []
    this.#isOpen = false
  }

  rollback(): void {
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) undo()
    this.#isOpen = false
  }
}
