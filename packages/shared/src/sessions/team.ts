import { type Static, Type } from 'typebox'
import type { Frozen } from '../operations/operation.ts'

const Line = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f]*$' })
const Code = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })

/** "printers: rep-1, rep-2". */
const Skill = Type.String({
  maxLength: 1_000,
  pattern: '^[A-Za-z0-9_-]{1,64}:[^\\u0000-\\u001f]*$',
})

/** A team as records name it: it may have another name later, or be gone. */
export const TeamName = Type.Object(
  { id: Type.Integer({ minimum: 1 }), name: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)
export type TeamName = Readonly<Static<typeof TeamName>>

/** A support team of the site: who is in it, and which issues customers may choose that lead to it. */
export const SupportTeam = Type.Object(
  {
    id: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    name: Line,
    issues: Type.Array(Type.Object({ code: Code, title: Line }, { additionalProperties: false }), {
      maxItems: 100,
    }),
    /** Representatives, by the names under which they log in. */
    members: Type.Array(Line, { maxItems: 200 }),
    /** Skills by code, as "code: member, member": sessions that ask for one go to a free member who has it first. */
    skills: Type.Optional(Type.Array(Skill, { maxItems: 100 })),
  },
  { additionalProperties: false },
)
export type SupportTeam = Frozen<Static<typeof SupportTeam>>

/** Which of the skills that member of the team has. */
export const skillsOf = ({ skills = [] }: SupportTeam, member: string): readonly string[] =>
  skills.flatMap((skill) => {
    const at = skill.indexOf(':')
    const members = skill.slice(at + 1).split(',')
    return members.some((name) => name.trim() === member) ? [skill.slice(0, at)] : []
  })
