import { type ApplianceName, type ApplianceStatus, rosterOf } from '@understudy/shared'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import type { RunningLab } from '../lab/running/choose-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'

/**
 * Why the shared address should not be moved by hand, and what to do instead; undefined = it can be. Within a
 * relationship it moves with the role (NET-01): a backup that has it serves nobody.
 */
export async function swingObjection(
  lab: RunningLab,
  to: ApplianceName,
  address: string,
): Promise<string | undefined> {
  const answers = await Promise.all(
    rosterOf(configOfLab(lab)).map((name) => callRunningLab(lab, name, 'status', {})),
  )
  const related = answers
    .flatMap((answer) => (answer.ok ? [answer.value] : []))
    .filter(({ relationship }) => relationship !== null)
  const [first] = related
  if (first === undefined) return undefined
  const roles = related.map(({ name, role }) => `${name} is ${role}`).join(' and ')
  const ways = [
    `${roles} in a relationship, in which ${address} moves with the role`,
    wayByRole(
      lab,
      related.find(({ name }) => name === to),
    ),
    `by hand only after: understudy do ${first.name} break-relationship ${optionOf(lab)}`,
  ]
  return ways.filter((way) => way !== undefined).join('; ')
}

function wayByRole(lab: RunningLab, to: ApplianceStatus | undefined): string | undefined {
  if (to === undefined) return undefined
  if (to.role === 'primary') return `${to.name} has it already`
  return `use: understudy do ${to.name} become-primary ${optionOf(lab)}`
}

const optionOf = (lab: RunningLab): string =>
  lab.kind === 'local' ? `--name ${lab.name}` : `--at ${lab.door.url}`
