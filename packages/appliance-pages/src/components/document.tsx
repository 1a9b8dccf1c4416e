import type { ComponentChildren, JSX } from 'preact'
import { languages, ownNames } from '../languages/language.ts'
import type { Words } from '../languages/words.ts'
import type { Live } from '../pages/page.ts'
import { assetPaths, languagePath } from '../paths.ts'

/** How often a page that shows something under way is drawn anew. */
const liveSeconds = 3

/** The whole document around whatever a page says, with the switch of languages below it. */
export function Document({
  words,
  title,
  path,
  live = 'still',
  header,
  children,
}: {
  readonly words: Words
  readonly title: string
  readonly path: string
  readonly live?: Live
  readonly header: ComponentChildren
  readonly children: ComponentChildren
}): JSX.Element {
  const isLive = live !== 'still'
  return (
    <html lang={words.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href={assetPaths.style} />
        <link rel="icon" href={assetPaths.icon} type="image/svg+xml" />
        {isLive && <script src={assetPaths.script} defer />}
        {live === 'whole' && (
          <noscript>
            <meta http-equiv="refresh" content={String(liveSeconds)} />
          </noscript>
        )}
      </head>
      <body>
        <a class="skip" href="#page">
          {words.text('frame.skip')}
        </a>
        {header}
        <main id="page" {...(isLive ? { 'data-live-seconds': liveSeconds } : {})}>
          {children}
        </main>
        <footer>
          <nav class="languages" aria-label={words.text('frame.language')}>
            {languages.map((language) => (
              <a
                key={language}
                href={languagePath(language, path)}
                lang={language}
                hrefLang={language}
                aria-current={language === words.language ? 'true' : undefined}
              >
                {ownNames[language]}
              </a>
            ))}
          </nav>
          <p>{words.text('frame.rehearsal')}</p>
        </footer>
      </body>
    </html>
  )
}
