import { fileURLToPath } from 'node:url'

/** The programs that a lab is made of; each is another package's main module, started as a process. */
export const programs = {
  network: () => mainOf('@understudy/mock-network/main'),
  appliance: () => mainOf('@understudy/appliance-daemon/main'),
  clients: () => mainOf('@understudy/client-fleet/main'),
} as const

const mainOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier))
