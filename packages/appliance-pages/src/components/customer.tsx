import type { JSX } from 'preact'
import type { Words } from '../languages/words.ts'
import type { BoxFacts } from '../pages/view.ts'
import { Document } from './document.tsx'
import { NarrowHeader } from './log-in.tsx'

/** How far somebody's request for a session has come. */
export interface CustomerSession {
  readonly state: 'asking' | 'waiting' | 'joined' | 'recorded' | 'over' | 'busy'
  /** The appliance's own sentence. */
  readonly why?: { readonly message: string } | null
  /** Of the page itself; left out: there is none to come back to. */
  readonly path?: string
}

const underWay: readonly CustomerSession['state'][] = ['asking', 'waiting', 'joined']

/** What a customer sees who has asked for a session (CLI-07). */
export function Customer({
  words,
  box,
  session,
}: {
  readonly words: Words
  readonly box: BoxFacts
  readonly session: CustomerSession
}): JSX.Element {
  const { state, why, path } = session
  const goesOn = underWay.includes(state)
  return (
    <Document
      words={words}
      path="/"
      title={`${words.text('portal.title')} · ${box.siteHostname}`}
      live={goesOn ? 'whole' : 'still'}
      header={<NarrowHeader box={box} />}
    >
      <section class="card narrow">
        <h1>{words.text('portal.request')}</h1>
        <p
          class={goesOn || state === 'recorded' ? 'notice' : 'notice attention'}
          role="status"
          data-session={state}
        >
          {words.text(`portal.session-${state}`)}
        </p>
        {why !== undefined && why !== null && <p lang="en">{why.message}</p>}
        {goesOn && path !== undefined ? (
          <form method="post" action={path}>
            <p class="buttons">
              <button type="submit" class="danger">
                {words.text('portal.leave')}
              </button>
            </p>
          </form>
        ) : (
          <p>
            <a href="/">{words.text('frame.back-to-start')}</a>
          </p>
        )}
      </section>
    </Document>
  )
}
