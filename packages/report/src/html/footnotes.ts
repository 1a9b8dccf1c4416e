import { type Markup, markup, nothing } from '../markup.ts'

/** Numbers the sources of sentences, each source once, and lists them below. */
export class Footnotes {
  readonly #notes: string[] = []

  /** The marks for these notes, as links. */
  marks(notes: readonly string[]): readonly Markup[] {
    return notes.map((note) => {
      if (!this.#notes.includes(note)) this.#notes.push(note)
      const number = this.#notes.indexOf(note) + 1
      return markup`<sup><a href="#note-${number}" aria-label="footnote ${number}">${number}</a></sup>`
    })
  }

  /** Call it after everything that has marks. */
  list(): Markup {
    if (this.#notes.length === 0) return nothing
    const items = this.#notes.map((note, i) => markup`<li id="note-${i + 1}">${note}</li>`)
    return markup`<ol class="notes">${items}</ol>`
  }
}
