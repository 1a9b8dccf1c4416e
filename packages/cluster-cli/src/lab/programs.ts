import { fileURLToPath } from 'node:url'

/** The programs that a lab is made of; each is another package's main module, started as a process. */
export const programs = {
  network: () => fileURLToPath(import.meta.resolve('@understudy/mock-network/main')),
  appliance: () => fileURLToPath(import.meta.resolve('@understudy/appliance-daemon/main')),
  clients: () => fileURLToPath(import.meta.resolve('@understudy/client-fleet/main')),
} as const
