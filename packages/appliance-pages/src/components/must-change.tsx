import type { JSX } from 'preact'
import type { View } from '../pages/view.ts'
import { ChangePassword } from './change-password.tsx'
import { Document } from './document.tsx'
import { NarrowHeader } from './log-in.tsx'
import { Notice } from './notice.tsx'

/** At the first login nothing else is possible (WEB-02). */
export function MustChange({ view }: { readonly view: View }): JSX.Element {
  const { words, box } = view
  const title = words.text('operation.change-password')
  return (
    <Document
      words={words}
      path={view.path}
      title={`${title} · ${box.name} · ${box.siteHostname}`}
      header={<NarrowHeader box={box} />}
    >
      <section class="card narrow">
        <h1>{title}</h1>
        <Notice view={view} />
        <p>{words.text('login.must-change')}</p>
        <ChangePassword view={view} />
      </section>
    </Document>
  )
}
