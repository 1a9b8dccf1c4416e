import type { AccountInterface, Refusal } from '@understudy/shared'
import type { JSX } from 'preact'
import type { Words } from '../languages/words.ts'
import type { BoxFacts } from '../pages/view.ts'
import { Document } from './document.tsx'

export interface LogInProps {
  readonly words: Words
  readonly box: BoxFacts
  readonly interface: AccountInterface
  /** Where they wanted to go. */
  readonly path: string
  readonly username: string
  readonly refused: Refusal | null
  readonly isLoggedOut: boolean
}

/** The login of /login or of /appliance (WEB-02). */
export function LogIn(props: LogInProps): JSX.Element {
  const { words, box, interface: which, path, username, refused, isLoggedOut } = props
  const title = words.text('login.title')
  return (
    <Document
      words={words}
      path={path}
      title={`${title} · ${box.name} · ${box.siteHostname}`}
      header={<NarrowHeader box={box} />}
    >
      <section class="card narrow">
        <h1>{words.text(`frame.${which}-interface`)}</h1>
        {isLoggedOut && (
          <p class="notice done" role="status">
            {words.text('login.logged-out')}
          </p>
        )}
        {refused !== null && (
          <p class="notice refused" role="alert" data-refusal={refused.code}>
            {words.refusal(refused)}
          </p>
        )}
        <form method="post" action={`/${which}`}>
          <input type="hidden" name="to" value={path} />
          <p class="field">
            <label for="username">{words.text('login.username')}</label>
            <input
              id="username"
              name="username"
              required
              autoComplete="username"
              maxLength={64}
              value={username}
            />
          </p>
          <p class="field">
            <label for="password">{words.text('login.password')}</label>
            <input
              id="password"
              name="password"
              type="password"
              required
              autoComplete="current-password"
              maxLength={256}
            />
          </p>
          <p class="buttons">
            <button type="submit">{words.text('login.button')}</button>
          </p>
        </form>
        <p class="quiet">{words.text('login.first')}</p>
      </section>
    </Document>
  )
}

/** For who is not logged in: which box this is. */
export function NarrowHeader({ box }: { readonly box: BoxFacts }): JSX.Element {
  return (
    <header>
      <div class="bar">
        <p class="brand">
          <strong>{box.name}</strong> <span>{box.siteHostname}</span>
        </p>
      </div>
    </header>
  )
}
