import {
  didYouMean,
  type LabConfig,
  nearestWord,
  reservedNames,
  rosterOf,
} from '@understudy/shared'
import type { Problem } from './problem.ts'

/** Who is in the lab and how it starts: each name means one thing and exists (FO-16). */
export function rosterProblems(lab: LabConfig): readonly Problem[] {
  const { start, administrators } = lab
  const names = rosterOf(lab)
  const offices = lab.network.offices.map(({ name }) => name)
  const taken = [...reservedNames, ...offices]
  const named = [
    { path: '/start/serves', name: start.serves },
    ...(start.backup === null ? [] : [{ path: '/start/backup', name: start.backup }]),
    ...administrators.flatMap(({ on }, i) =>
      on === 'site' ? [] : [{ path: `/administrators/${i}/on`, name: on }],
    ),
  ]
  return [
    ...names
      .filter((name) => taken.includes(name))
      .map((name) => ({
        path: `/appliances/${name}`,
        expected: 'a name that means nothing else in a lab',
        found: JSON.stringify(name),
      })),
    ...named
      .filter(({ name }) => !names.includes(name))
      .map(({ path, name }) => ({
        path,
        expected: `an appliance of the lab (${names.join(', ')})${didYouMean('brackets', nearestWord(name, names))}`,
        found: JSON.stringify(name),
      })),
    ...(start.backup === start.serves
      ? [
          {
            path: '/start/backup',
            expected: 'another appliance than the one that serves',
            found: JSON.stringify(start.serves),
          },
        ]
      : []),
  ]
}
