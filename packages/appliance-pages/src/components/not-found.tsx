import type { JSX } from 'preact'
import type { Words } from '../languages/words.ts'
import type { BoxFacts } from '../pages/view.ts'
import { Document } from './document.tsx'
import { NarrowHeader } from './log-in.tsx'

/** Instead of a page that is not there, and where one can go from it. */
export function NotFound({
  words,
  box,
  start,
}: {
  readonly words: Words
  readonly box: BoxFacts
  /** The login of that interface, or the portal. */
  readonly start: string
}): JSX.Element {
  const title = words.text('frame.not-here')
  return (
    <Document
      words={words}
      path={start}
      title={`${title} · ${box.name} · ${box.siteHostname}`}
      header={<NarrowHeader box={box} />}
    >
      <section class="card narrow">
        <h1>{title}</h1>
        <p>
          <a href={start}>{words.text('frame.back-to-start')}</a>
        </p>
      </section>
    </Document>
  )
}
