import {
  type ReportedSession,
  repIdOf,
  type SessionPages,
  type SurveyAnswer,
  surveyAnswersOf,
  surveys,
} from '@understudy/shared'
import { type ApiDocument, document, rootAttributes } from '../answer.ts'
import type { Era } from '../era.ts'
import { unixOf } from '../times.ts'
import type { XmlWriter } from '../xml/writer.ts'
import { numbers } from './session-event.ts'

/** Who answers a survey. */
export type SurveyedBy = keyof typeof surveys

interface Filled {
  readonly atMs: number
  readonly answers: readonly SurveyAnswer[]
}

/** The surveys of that kind that were answered in the session. */
const filledIn = ({ events }: ReportedSession, by: SurveyedBy): readonly Filled[] =>
  events.flatMap(([atMs, type, body]) => {
    const answers = type === surveys[by].event ? surveyAnswersOf(type, body) : []
    return answers.length === 0 ? [] : [{ atMs, answers }]
  })

/** `SupportCustExitSurvey` and `SupportRepExitSurvey` (API-02); `repId`: only those of that representative's sessions. */
export const exitSurveys = (
  era: Era,
  by: SurveyedBy,
  pages: SessionPages,
  repId: string,
): ApiDocument =>
  document(function* (xml) {
    xml.begin('exit_survey_list', rootAttributes(era, 'reporting'))
    for (const sessions of pages) {
      for (const session of sessions)
        if (repId === 'all' || String(repIdOf(session.representative)) === repId)
          for (const filled of filledIn(session, by)) writeSurvey(xml, session, by, filled)
      yield
    }
    xml.end()
  })

function writeSurvey(
  xml: XmlWriter,
  { lsid, customer, representative }: ReportedSession,
  by: SurveyedBy,
  { atMs, answers }: Filled,
): void {
  // Clients of different versions read one or the other (A).
  xml.begin('exit_survey', { lsid, timestamp: unixOf(atMs), ts: unixOf(atMs) })
  xml.leaf('submitted_by', by === 'customer' ? customer : representative, { type: by })
  xml.leaf('primary_rep', representative, {
    gsnumber: numbers.representative,
    id: repIdOf(representative),
  })
  xml.leaf('primary_customer', customer, { gsnumber: numbers.customer })
  xml.begin('rep_list')
  xml.leaf('representative', representative, {
    gsnumber: numbers.representative,
    id: repIdOf(representative),
  })
  xml.end()
  writeQuestions(xml, answers)
  xml.end()
}

function writeQuestions(xml: XmlWriter, answers: readonly SurveyAnswer[]): void {
  xml.begin('question_list')
  for (const { question, answer } of answers) {
    xml.begin('question', { id: question.id })
    xml.leaf('type', question.type)
    xml.leaf('name', question.name)
    xml.leaf('label', question.label)
    xml.leaf('report_header', question.reportHeader)
    xml.begin('answer_list')
    xml.leaf('answer', answer)
    xml.end()
    xml.end()
  }
  xml.end()
}

/** `cust_survey_list` and `rep_survey_list` of a session, where there was a survey (A). */
export function writeSurveys(xml: XmlWriter, session: ReportedSession): void {
  const lists = [
    ['customer', 'cust_survey_list', 'cust_exit_survey'],
    ['representative', 'rep_survey_list', 'rep_exit_survey'],
  ] as const
  for (const [by, list, element] of lists) {
    const filled = filledIn(session, by)
    if (filled.length === 0) continue
    xml.begin(list)
    for (const { answers } of filled) {
      xml.begin(element, { gsnumber: numbers[by] })
      writeQuestions(xml, answers)
      xml.end()
    }
    xml.end()
  }
}
