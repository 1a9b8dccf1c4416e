import {
  base64Of,
  type SessionEvent,
  type SurveyAnswer,
  surveyAnswersOf,
  utf8Of,
} from '@understudy/shared'
import { unixOf } from '../times.ts'
import { isLegal, type XmlWriter } from '../xml/writer.ts'

/** The two who are in a session, by the numbers under which its events name them; 0 is the system (P 4.4). */
export const numbers = { customer: 1, representative: 2, system: 0 } as const
export type Performer = keyof typeof numbers

/** Who does what, and to whom; whatever is not here a representative does. */
const roles: Readonly<Record<string, readonly [by: Performer, to?: Performer]>> = {
  'Session Start': ['system'],
  'Session End': ['system'],
  'Conference Member Added': ['system'],
  'System Information Retrieved': ['system'],
  'Customer Exit Survey': ['customer'],
  'Conference Member Departed': ['system', 'representative'],
  'Conference Owner Changed': ['system', 'representative'],
  'Chat Message': ['representative', 'customer'],
  'File Upload': ['representative', 'customer'],
  'File Download': ['representative', 'customer'],
}

/** How a record tells of a file: "driver-update.zip, 1,482,900 bytes". */
const file = /^(.+), ([0-9,]{1,20}) bytes$/

/**
 * One event of a session, as `session_details` lists it. `to`: whom it concerns, where that is not always the same; `numberOf`: the
 * number of the representative whom the event is about.
 */
export function writeEvent(
  xml: XmlWriter,
  [atMs, type, body]: SessionEvent,
  to?: Performer,
  numberOf: (name: string) => number = () => numbers.representative,
): void {
  const { by, destination, gsnumber } = whoIn(type, body, to, numberOf)
  xml.begin('event', { timestamp: unixOf(atMs), event_type: type })
  xml.leaf('performed_by', by, { type: by, gsnumber: numbers[by] })
  if (destination !== undefined)
    xml.leaf('destination', destination, { type: destination, gsnumber })
  const answers = surveyAnswersOf(type, body)
  if (body !== '' && answers.length === 0) {
    // Base64 only where XML cannot hold the text (P 4.4).
    if (isLegal(body)) xml.leaf('body', body)
    else xml.leaf('encoded_body', base64Of(utf8Of(body)))
  }
  const [, name, size] = type.startsWith('File ') ? (file.exec(body) ?? []) : []
  if (name !== undefined && size !== undefined) {
    xml.leaf('filename', name)
    xml.leaf('filesize', size.replaceAll(',', '') || '0')
  }
  if (answers.length > 0) writeAnswers(xml, answers)
  if (type === 'System Information Retrieved' && body !== '') writeSystem(xml, body)
  xml.end()
}

/** Whom an event is by and to; those of the conference are about the representative whom they name. */
function whoIn(
  type: string,
  body: string,
  to: Performer | undefined,
  numberOf: (name: string) => number,
): { readonly by: Performer; readonly destination?: Performer; readonly gsnumber: number } {
  const known = Object.hasOwn(roles, type) ? roles[type] : undefined
  const [by, usual] = known ?? (['representative'] as const)
  if (to === undefined && type.startsWith('Conference '))
    return { by, destination: 'representative', gsnumber: numberOf(body) }
  const destination = to ?? usual
  return destination === undefined
    ? { by, gsnumber: numbers.system }
    : { by, destination, gsnumber: numbers[destination] }
}

/** A survey's answers, as the product shows them within a session. */
function writeAnswers(xml: XmlWriter, answers: readonly SurveyAnswer[]): void {
  xml.begin('data')
  for (const { question, answer } of answers)
    xml.empty('value', { name: question.name, value: answer })
  xml.end()
}

/** What was found on the customer's computer, a field for each part. */
function writeSystem(xml: XmlWriter, body: string): void {
  xml.begin('system_information')
  xml.begin('category', { name: 'General' })
  xml.begin('description')
  xml.empty('field', { name: 'Property' })
  xml.end()
  xml.begin('data')
  for (const part of body.split(', ')) {
    xml.begin('row')
    xml.leaf('field', part, { name: 'Property' })
    xml.end()
  }
  xml.end()
  xml.end()
  xml.end()
}
