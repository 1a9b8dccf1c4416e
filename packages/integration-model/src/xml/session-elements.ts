import { bytesOfBase64, textOfUtf8 } from '@understudy/shared'
import type { ExtractedNamed, ExtractedPerson } from '../session.ts'
import type { Attributes } from './elements.ts'
import type { Draft, SessionDraft } from './session-draft.ts'

/**
 * What the elements of a session mean to it (P 4.4). What is not in these tables is passed over, as every client of an
 * older API has to.
 */
export function openElement(name: string, attributes: Attributes, to: SessionDraft): void {
  if (Object.hasOwn(openings, name)) openings[name]?.(to, attributes)
}

/** `text` is the element's own text. */
export function closeElement(name: string, text: string, to: SessionDraft): void {
  if (Object.hasOwn(closings, name)) closings[name]?.(to, text)
}

const openings: Readonly<Record<string, (to: SessionDraft, attributes: Attributes) => void>> = {
  start_time: (to, a) => {
    to.session.startedAtS = numberOf(a.get('timestamp')) ?? 0
  },
  end_time: (to, a) => {
    to.session.endedAtS = numberOf(a.get('timestamp'))
  },
  public_site: (to, a) => {
    to.session.publicSiteId = numberOf(a.get('id')) ?? 1
  },
  customer: (to, a) => to.beginPerson(a.get('gsnumber') ?? ''),
  representative: (to, a) => to.beginPerson(a.get('gsnumber') ?? ''),
  team: (to, a) => to.beginNamed(a.get('id') ?? ''),
  custom_attribute: (to, a) => to.beginNamed(a.get('code_name') ?? ''),
  event: (to, a) => to.beginEvent(numberOf(a.get('timestamp')) ?? 0, a.get('event_type') ?? ''),
  performed_by: (to, a) =>
    to.ofEvent((event) => {
      event.performedBy = a.get('type') ?? ''
    }),
  value: (to, a) =>
    to.ofEvent((event) =>
      event.data.push({ name: a.get('name') ?? '', value: a.get('value') ?? '' }),
    ),
  category: (to, a) => to.beginCategory(a.get('name') ?? ''),
  row: (to) => to.beginRow(),
  field: (to, a) => to.beginNamed(a.get('name') ?? ''),
}

const closings: Readonly<Record<string, (to: SessionDraft, text: string) => void>> = {
  session_type: (to, text) => {
    to.session.type = text
  },
  lseq: (to, text) => {
    to.session.lseq = numberOf(text)
  },
  duration: (to, text) => {
    to.session.duration = text
  },
  file_transfer_count: (to, text) => {
    to.session.fileTransfers = numberOf(text) ?? 0
  },
  external_key: (to, text) => {
    to.session.externalKey = text
  },
  public_site: (to, text) => {
    to.session.publicSiteName = text
  },
  session_recording_download_url: (to) => {
    to.session.hasRecording = true
  },
  customer: (to) => to.endPerson('customers'),
  representative: (to) => to.endPerson('representatives'),
  team: (to, text) => addTo(to.session.teams, to.endNamed(text)),
  custom_attribute: (to, text) => addTo(to.session.customAttributes, to.endNamed(text)),
  username: ofPerson('username'),
  display_name: ofPerson('displayName'),
  public_ip: ofPerson('publicIp'),
  private_ip: ofPerson('privateIp'),
  hostname: ofPerson('hostname'),
  os: ofPerson('os'),
  primary_cust: (to, text) => to.ofPerson((person) => setPrimary(person, text)),
  primary_rep: (to, text) => to.ofPerson((person) => setPrimary(person, text)),
  session_owner: (to, text) => to.ofPerson((person) => setPrimary(person, text)),
  event: (to) => to.endEvent(),
  performed_by: (to, text) =>
    to.ofEvent((event) => {
      event.performer = text
    }),
  body: (to, text) =>
    to.ofEvent((event) => {
      event.body = text
    }),
  encoded_body: (to, text) =>
    to.ofEvent((event) => {
      event.body = textOfUtf8(bytesOfBase64(text) ?? new Uint8Array())
    }),
  filename: (to, text) =>
    to.ofEvent((event) => {
      event.filename = text
    }),
  filesize: (to, text) =>
    to.ofEvent((event) => {
      event.filesize = numberOf(text)
    }),
  row: (to) => to.endRow(),
  field: (to, text) => to.endField(text),
}

function ofPerson(
  key: Exclude<keyof ExtractedPerson, 'isPrimary' | 'gsnumber'>,
): (to: SessionDraft, text: string) => void {
  return (to, text) =>
    to.ofPerson((person) => {
      person[key] = text
    })
}

/** A representative has two such elements; one of them suffices. */
function setPrimary(person: Draft<ExtractedPerson>, text: string): void {
  if (text === '1') person.isPrimary = true
}

function addTo(list: ExtractedNamed[], named: ExtractedNamed | null): void {
  if (named !== null) list.push(named)
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : null
}
