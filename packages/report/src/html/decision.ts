import { decisionOf } from '../decision/decision.ts'
import { type Markup, markup, nothing } from '../markup.ts'
import type { Report } from '../schema.ts'

/** The first thing to read after the verdict; where each sentence comes from is a footnote. */
export function decisionSection(report: Report): Markup {
  const notes: string[] = []
  const sentences = decisionOf(report).map((sentence) => {
    const marks = sentence.notes.map((note) => {
      if (!notes.includes(note)) notes.push(note)
      const number = notes.indexOf(note) + 1
      return markup`<sup><a href="#note-${number}" aria-label="footnote ${number}">${number}</a></sup>`
    })
    return markup`<p>${sentence.text}${marks}</p>`
  })
  return markup`<section class="card decision" aria-label="For the decision"><h2>For the decision</h2>${sentences}${notesList(notes)}</section>`
}

const notesList = (notes: readonly string[]): Markup =>
  notes.length === 0
    ? nothing
    : markup`<ol class="notes">${notes.map((note, i) => markup`<li id="note-${i + 1}">${note}</li>`)}</ol>`
