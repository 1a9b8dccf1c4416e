import type { Refusal } from '@understudy/shared'
import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Customer, type CustomerSession } from './components/customer.tsx'
import { Frame } from './components/frame.tsx'
import { LogIn, type LogInProps } from './components/log-in.tsx'
import { MustChange } from './components/must-change.tsx'
import { NotFound } from './components/not-found.tsx'
import { Portal } from './components/portal.tsx'
import { type Language, languages } from './languages/language.ts'
import { type Words, wordsOf } from './languages/words.ts'
import { type PlacedPage, placedPages } from './menu/menu.ts'
import type { AnyAnswers, BoxFacts, View } from './pages/view.ts'

/** All pages, with their words at hand. */
export interface Pages {
  readonly words: (language: Language) => Words
  readonly find: (path: string) => PlacedPage | undefined
  readonly draw: (placed: PlacedPage, view: View, answers: AnyAnswers) => string
  /** Instead of a page that could not be read. */
  readonly drawRefusal: (placed: PlacedPage, view: View, refusal: Refusal) => string
  readonly drawLogIn: (props: LogInProps) => string
  readonly drawMustChange: (view: View) => string
  readonly drawCustomer: (words: Words, box: BoxFacts, session: CustomerSession) => string
  readonly drawPortal: (words: Words, box: BoxFacts) => string
  /** Instead of a page that is not there; `start` is where one can go from it. */
  readonly drawNotFound: (words: Words, box: BoxFacts, start: string) => string
}

export function openPages(): Pages {
  const words = new Map(languages.map((language) => [language, wordsOf(language)]))
  const places = new Map(placedPages.map((placed) => [placed.path, placed]))
  return {
    words: (language) => words.get(language) ?? wordsOf(language),
    find: (path) => places.get(path),
    draw: (placed, view, answers) => {
      const { page } = placed.entry
      return htmlOf(
        <Frame
          view={view}
          placed={placed}
          live={view.asked === null || view.asked.outcome.ok ? page.live(answers) : 'still'}
        >
          {page.draw(view, answers)}
        </Frame>,
      )
    },
    drawRefusal: (placed, view, refusal) =>
      htmlOf(
        <Frame view={view} placed={placed}>
          <p class="notice refused" role="alert" data-refusal={refusal.code}>
            {view.words.refusal(refusal)}
          </p>
        </Frame>,
      ),
    drawLogIn: (props) => htmlOf(<LogIn {...props} />),
    drawMustChange: (view) => htmlOf(<MustChange view={view} />),
    drawCustomer: (words, box, session) =>
      htmlOf(<Customer words={words} box={box} session={session} />),
    drawPortal: (words, box) => htmlOf(<Portal words={words} box={box} />),
    drawNotFound: (words, box, start) => htmlOf(<NotFound words={words} box={box} start={start} />),
  }
}

const htmlOf = (document: JSX.Element): string => `<!doctype html>\n${renderToString(document)}`
