import type { JSX } from 'preact'
import type { ButtonKey } from '../operations/page-operations.ts'
import type { View } from '../pages/view.ts'
import { texts } from '../texts/texts.ts'

/** What has become of what somebody asked for. */
export function Notice({ view }: { readonly view: View }): JSX.Element | null {
  const { words, asked } = view
  if (asked === null) return null
  const key: string = `operation.${asked.operation}`
  const what = Object.hasOwn(texts, key) ? words.text(key as ButtonKey) : asked.operation
  return asked.outcome.ok ? (
    <p class="notice done" role="status">
      {words.text('frame.done', { what })}
    </p>
  ) : (
    <div class="notice refused" role="alert" data-refusal={asked.outcome.refusal.code}>
      <strong>{words.text('frame.refused', { what })}</strong>
      <p>{words.refusal(asked.outcome.refusal)}</p>
    </div>
  )
}
