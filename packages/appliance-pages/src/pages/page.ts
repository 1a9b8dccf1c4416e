import type { OperationName, Permission, Role } from '@understudy/shared'
import type { ComponentChildren } from 'preact'
import type { Entered } from '../forms/form-input.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Answers, AnyAnswers, Reads, View } from './view.ts'

/** What may be asked of a page before it reads: who looks, at what, and the box's role. */
export interface Look {
  readonly query: Entered
  readonly permissions: readonly Permission[]
  readonly role: Role
}

/**
 * Whether it shows something that goes on. `in-parts`: script draws anew what has changed and leaves forms alone; without script there is
 * a link. `whole`: there is nothing to fill in, and the browser fetches it again by itself.
 */
export type Live = 'still' | 'in-parts' | 'whole'

export interface Page {
  readonly title: TextKey
  readonly reads: (look: Look) => Reads
  /** What its forms ask for. */
  readonly asks: readonly OperationName[]
  /** Of these, whose answers it shows; after the others it is drawn anew. */
  readonly shows: readonly OperationName[]
  /** What is looked at after an operation that it does not show. */
  readonly after: (operation: OperationName, answer: unknown) => Readonly<Record<string, string>>
  readonly draw: (view: View, answers: AnyAnswers) => ComponentChildren
  readonly live: (answers: AnyAnswers) => Live
}

interface PageDefinition<R extends Reads> {
  readonly title: TextKey
  readonly reads: (look: Look) => R
  readonly asks?: readonly OperationName[]
  readonly shows?: readonly OperationName[]
  readonly after?: Page['after']
  readonly draw: (view: View, answers: Answers<R>) => ComponentChildren
  readonly live?: (answers: Answers<R>) => Live
}

/** A page is given what it has read, and nothing else. */
export function page<R extends Reads>(definition: PageDefinition<R>): Page {
  const { draw, live } = definition
  return {
    title: definition.title,
    reads: definition.reads,
    asks: definition.asks ?? [],
    shows: definition.shows ?? [],
    after: definition.after ?? (() => ({})),
    draw: (view, answers) => draw(view, answers as Answers<R>),
    live: (answers) => live?.(answers as Answers<R>) ?? 'still',
  }
}
