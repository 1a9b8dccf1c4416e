import { decisionOf } from '../decision/decision.ts'
import { sourceText } from '../decision/sources.ts'
import { type Markup, markup } from '../markup.ts'
import type { Report } from '../schema.ts'
import type { Footnotes } from './footnotes.ts'

/** The first thing to read after the verdict; footnotes say where each sentence comes from. */
export function decisionSection(report: Report, footnotes: Footnotes): Markup {
  const sentences = decisionOf(report).map(
    ({ text, notes }) => markup`<p>${text}${footnotes.marks(notes.map(sourceText))}</p>`,
  )
  return markup`<section class="card decision" aria-label="For the decision"><h2>For the decision</h2>${sentences}${footnotes.list()}</section>`
}
