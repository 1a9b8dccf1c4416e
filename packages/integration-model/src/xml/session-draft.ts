import type {
  ExtractedEvent,
  ExtractedField,
  ExtractedNamed,
  ExtractedPerson,
  ExtractedSession,
} from '../session.ts'

/** What is still being put together. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }

/** One session as its elements arrive, with the person, event, category or row that is open at the moment. */
export class SessionDraft {
  readonly session: Draft<ExtractedSession>
  #person: Draft<ExtractedPerson> | null = null
  #event: Draft<ExtractedEvent> | null = null
  #category = ''
  #row: number | null = null
  #rows = 0
  #named: ExtractedNamed | null = null

  constructor(lsid: string) {
    this.session = emptySession(lsid)
  }

  beginPerson(gsnumber: string): void {
    this.#person = emptyPerson(gsnumber)
  }

  ofPerson(set: (person: Draft<ExtractedPerson>) => void): void {
    if (this.#person !== null) set(this.#person)
  }

  endPerson(list: 'customers' | 'representatives'): void {
    if (this.#person !== null) this.session[list].push(this.#person)
    this.#person = null
  }

  beginEvent(atS: number, type: string): void {
    this.#event = emptyEvent(atS, type)
  }

  ofEvent(set: (event: Draft<ExtractedEvent>) => void): void {
    if (this.#event !== null) set(this.#event)
  }

  endEvent(): void {
    if (this.#event !== null) this.session.events.push(this.#event)
    this.#event = null
  }

  beginCategory(name: string): void {
    this.#category = name
    this.#rows = 0
    this.#row = null
  }

  beginRow(): void {
    this.#row = this.#rows++
  }

  endRow(): void {
    this.#row = null
  }

  beginNamed(name: string): void {
    this.#named = { name, value: '' }
  }

  endNamed(text: string): ExtractedNamed | null {
    const named = this.#named === null ? null : { ...this.#named, value: text }
    this.#named = null
    return named
  }

  endField(text: string): void {
    const named = this.endNamed(text)
    if (named === null) return
    const field: ExtractedField = { category: this.#category, row: this.#row, ...named }
    this.ofEvent((event) => event.systemInformation.push(field))
  }
}

/* Whole literals: an object put together by spreads costs several times as much, and a report has one for each event. */

const emptySession = (lsid: string): Draft<ExtractedSession> => ({
  lsid,
  lseq: null,
  type: '',
  startedAtS: 0,
  endedAtS: null,
  duration: '',
  fileTransfers: 0,
  externalKey: '',
  publicSiteId: 1,
  publicSiteName: 'Default',
  hasRecording: false,
  customers: [],
  representatives: [],
  teams: [],
  customAttributes: [],
  events: [],
})

const emptyPerson = (gsnumber: string): Draft<ExtractedPerson> => ({
  gsnumber,
  username: '',
  displayName: '',
  publicIp: '',
  privateIp: '',
  hostname: '',
  os: '',
  isPrimary: false,
})

const emptyEvent = (atS: number, type: string): Draft<ExtractedEvent> => ({
  atS,
  type,
  performedBy: '',
  performer: '',
  body: '',
  filename: '',
  filesize: null,
  data: [],
  systemInformation: [],
})
