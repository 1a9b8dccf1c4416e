import type { JSX } from 'preact'
import type { Words } from '../languages/words.ts'
import type { BoxFacts } from '../pages/view.ts'
import { Document } from './document.tsx'
import { NarrowHeader } from './log-in.tsx'

/** What a browser sees at `/`: the portal, the maintenance page, or that this is the backup (FO-06, UPD-06). */
export function Portal({
  words,
  box,
}: {
  readonly words: Words
  readonly box: BoxFacts
}): JSX.Element {
  return (
    <Document
      words={words}
      path="/"
      title={`${words.text('portal.title')} · ${box.siteHostname}`}
      header={<NarrowHeader box={box} />}
    >
      <section class="card narrow">
        <h1>{box.siteHostname}</h1>
        <p class={box.state === 'serving' ? undefined : 'notice attention'}>
          {words.text(`portal.${box.state}`)}
        </p>
        {box.state === 'serving' && (
          <form method="post" action="/">
            <h2>{words.text('portal.request')}</h2>
            <p class="field">
              <label for="customer">{words.text('portal.name')}</label>
              <input id="customer" name="customer" required maxLength={200} autoComplete="name" />
            </p>
            <p class="field">
              <label for="issue">{words.text('portal.issue')}</label>
              <textarea id="issue" name="issue" rows={3} maxLength={1000} />
            </p>
            <p class="buttons">
              <button type="submit">{words.text('portal.ask')}</button>
            </p>
          </form>
        )}
        <p class="quiet">
          {words.text('portal.simulated', { appliance: box.name, version: box.siteVersion })}
        </p>
      </section>
    </Document>
  )
}
