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
  /** It shows something that goes on: it is drawn anew every so often. */
  readonly isLive: (answers: AnyAnswers) => boolean
}

interface PageDefinition<R extends Reads> {
  readonly title: TextKey
  readonly reads: (look: Look) => R
  readonly asks?: readonly OperationName[]
  readonly shows?: readonly OperationName[]
  readonly after?: Page['after']
  readonly draw: (view: View, answers: Answers<R>) => ComponentChildren
  readonly isLive?: (answers: Answers<R>) => boolean
}

/** A page is given what it has read, and nothing else. */
export function page<R extends Reads>(definition: PageDefinition<R>): Page {
  const { draw, isLive } = definition
  return {
    title: definition.title,
    reads: definition.reads,
    asks: definition.asks ?? [],
    shows: definition.shows ?? [],
    after: definition.after ?? (() => ({})),
    draw: (view, answers) => draw(view, answers as Answers<R>),
    isLive: (answers) => isLive?.(answers as Answers<R>) ?? false,
  }
}
