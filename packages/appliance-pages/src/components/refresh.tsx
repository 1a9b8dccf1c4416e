import type { JSX } from 'preact'
import type { View } from '../pages/view.ts'

/** To look again, where there is no script or somebody does not want to wait. */
export function Refresh({ view: { words, path } }: { readonly view: View }): JSX.Element {
  return (
    <p>
      <a href={path}>{words.text('frame.refresh')}</a>
    </p>
  )
}
