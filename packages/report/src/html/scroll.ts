import { type Markup, markup } from '../markup.ts'

/** Something that may be wider than the page; scrolled with a finger or the arrow keys. */
export const scroll = (name: string, body: Markup): Markup =>
  markup`<div class="scroll" role="region" aria-label="${name}" tabindex="0">${body}</div>`
