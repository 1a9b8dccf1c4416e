import type { JSX } from 'preact'
import { queried, type View } from '../pages/view.ts'
import { hrefTo } from './page-link.tsx'

/** To the next rows, and back to the first ones. */
export function Paging({
  view,
  next,
}: {
  readonly view: View
  readonly next: string | null
}): JSX.Element | null {
  const { words, path } = view
  const isFirst = queried(view, 'after') === undefined
  if (isFirst && next === null) return null
  return (
    <p class="row">
      {!isFirst && <a href={path}>{words.text('frame.first-page')}</a>}
      {next !== null && <a href={hrefTo(path, { after: next })}>{words.text('frame.next-page')}</a>}
    </p>
  )
}
