import { type Markup, markup } from '../markup.ts'

/** What may be wider than the page, and is then moved with a finger or the arrow keys. */
export const scroll = (name: string, body: Markup): Markup =>
  markup`<div class="scroll" role="region" aria-label="${name}" tabindex="0">${body}</div>`
