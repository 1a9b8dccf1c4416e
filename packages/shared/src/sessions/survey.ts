import type { SessionEvent } from './record.ts'

/** A question of an exit survey, as reports describe it (P 4.8). */
export interface SurveyQuestion {
  readonly id: number
  readonly name: string
  readonly type: 'radio' | 'text'
  readonly label: string
  readonly reportHeader: string
}

export interface SurveyAnswer {
  readonly question: SurveyQuestion
  readonly answer: string
}

/** Which events of a session are answers to which survey, and what that one asks. The questions are ours. */
export const surveys: Readonly<Record<'customer' | 'representative', Survey>> = {
  customer: {
    event: 'Customer Exit Survey',
    questions: [
      question(1, 'satisfaction', 'radio', 'How satisfied are you with this session (1 to 5)?'),
      question(2, 'comments', 'text', 'What could be better?'),
    ],
  },
  representative: {
    event: 'Representative Exit Survey',
    questions: [
      question(3, 'solved', 'radio', 'Was the problem solved?'),
      question(4, 'summary', 'text', 'What was done?'),
    ],
  },
}
interface Survey {
  readonly event: string
  readonly questions: readonly SurveyQuestion[]
}

function question(
  id: number,
  name: string,
  type: SurveyQuestion['type'],
  label: string,
): SurveyQuestion {
  return { id, name, type, label, reportHeader: name }
}

/** The text of such an event: a line "name: answer" for each question. */
export const surveyText = (answers: readonly SurveyAnswer[]): string =>
  answers.map(({ question: { name }, answer }) => `${name}: ${answer}`).join('\n')

/** The answers in an event of that type with that text; none if it is no survey's, or tells none. */
export function surveyAnswersOf(
  type: SessionEvent[1],
  body: SessionEvent[2],
): readonly SurveyAnswer[] {
  const survey = Object.values(surveys).find(({ event }) => event === type)
  if (survey === undefined) return []
  return body.split('\n').flatMap((line) => {
    const at = line.indexOf(': ')
    const asked = survey.questions.find(({ name }) => name === line.slice(0, at))
    return asked === undefined ? [] : [{ question: asked, answer: line.slice(at + 2) }]
  })
}
