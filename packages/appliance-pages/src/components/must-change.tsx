import type { JSX } from 'preact'
import type { View } from '../pages/view.ts'
import { ChangePassword } from './change-password.tsx'
import { Document } from './document.tsx'
import { NarrowHeader } from './log-in.tsx'
import { Notice } from './notice.tsx'

/** At the first login nothing else is possible (WEB-02). A backup's accounts of /login are its primary's (SYN-01): changed there. */
export function MustChange({ view }: { readonly view: View }): JSX.Element {
  const { words, box, viewer } = view
  const isSynced = viewer.interface === 'login' && box.role === 'backup'
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
        {isSynced ? (
          <p class="notice attention">{words.text('login.change-on-primary')}</p>
        ) : (
          <>
            <p>{words.text('login.must-change')}</p>
            <ChangePassword view={view} />
          </>
        )}
      </section>
    </Document>
  )
}
