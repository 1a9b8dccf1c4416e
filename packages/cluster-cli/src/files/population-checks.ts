import { type LabConfig, limits } from '@understudy/shared'
import type { Problem } from './problem.ts'

/** Numbers of a lab's population that do not fit each other. */
export function populationProblems({ clients }: LabConfig): readonly Problem[] {
  const { representatives, msiConsoles, earlyConsoles, providerLogins, jumpClients } = clients
  const special = msiConsoles + earlyConsoles + providerLogins
  const jumping = jumpClients.active + jumpClients.passive + clients.jumpoints
  return [
    ...(special <= representatives
      ? []
      : [
          {
            path: '/clients/representatives',
            expected: `at least msiConsoles, earlyConsoles and providerLogins together (${special})`,
            found: String(representatives),
          },
        ]),
    ...(jumping <= limits.jumpClientsMax
      ? []
      : [
          {
            path: '/clients/jumpClients',
            expected: `at most ${limits.jumpClientsMax} Jump Clients and Jumpoints together`,
            found: String(jumping),
          },
        ]),
  ]
}
