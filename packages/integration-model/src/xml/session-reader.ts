import type { PullFailure } from '../failures.ts'
import type { ExtractedSession } from '../session.ts'
import { type Attributes, type ElementListener, ElementReader, NotXml } from './elements.ts'
import { findsElements, type NamespaceHabit } from './namespaces.ts'
import { SessionDraft } from './session-draft.ts'
import { closeElement, openElement } from './session-elements.ts'

/** A session with more characters than this is none that an appliance has stored. */
const sessionCharsMax = 32 * 1_024 * 1_024

/**
 * Reads a `SupportSession` report as it arrives and hands out its sessions as they are whole, so that memory does not
 * grow with the document. A failure stays: what came before it has been handed out.
 */
export class SessionReader implements ElementListener {
  readonly #habit: NamespaceHabit
  readonly #elements = new ElementReader(this)
  readonly #sessions: ExtractedSession[] = []
  #draft: SessionDraft | null = null
  #draftSince = 0
  #depth = 0
  #error: { readonly text: string } | null = null
  #isComplete = false
  #failure: PullFailure | null = null

  constructor(habit: NamespaceHabit) {
    this.#habit = habit
  }

  get failure(): PullFailure | null {
    return this.#failure
  }

  read(text: string): void {
    if (this.#failure !== null) return
    try {
      this.#elements.read(text)
    } catch (error) {
      if (!(error instanceof NotXml)) throw error
      this.#fail({ code: 'not-xml', detail: error.message })
    }
    if (this.#draft !== null && this.#elements.charsRead - this.#draftSince > sessionCharsMax)
      this.#fail({ code: 'session-too-large', detail: this.#draft.session.lsid })
  }

  /** The answer is over. */
  end(): void {
    if (!this.#isComplete) this.#fail({ code: 'incomplete', detail: '' })
  }

  /** The sessions that are whole since it was last asked. */
  take(): readonly ExtractedSession[] {
    return this.#sessions.splice(0)
  }

  opened(name: string, attributes: Attributes, uri: string): void {
    this.#depth++
    if (this.#depth === 1) this.#openRoot(name, uri)
    // Its parser finds nothing in there.
    else if (this.#failure !== null) return
    else if (this.#draft !== null) openElement(name, attributes, this.#draft)
    else if (name === 'session') {
      this.#draft = new SessionDraft(attributes.get('lsid') ?? '')
      this.#draftSince = this.#elements.charsRead
    }
  }

  closed(name: string, text: string): void {
    this.#depth--
    if (this.#depth === 0) this.#closeRoot(text)
    else if (this.#depth > 1 && this.#draft !== null) closeElement(name, text, this.#draft)
    else if (this.#draft !== null) {
      this.#sessions.push(this.#draft.session)
      this.#draft = null
    }
  }

  #openRoot(name: string, uri: string): void {
    if (name === 'error') this.#error = { text: '' }
    else if (name !== 'session_list' || !findsElements(this.#habit, uri))
      this.#fail({ code: 'no-session-list', detail: uri === '' ? name : `${name} of ${uri}` })
  }

  #closeRoot(text: string): void {
    this.#isComplete = true
    if (this.#error !== null) this.#fail({ code: 'refused', detail: text })
  }

  #fail(failure: PullFailure): void {
    this.#failure ??= failure
  }
}
