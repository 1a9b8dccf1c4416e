import { fileURLToPath } from 'node:url'

/**
 * The programs that labs are made of, and one that needs no lab; each is another package's main module,
 * started as a process.
 */
export const programs = {
  network: () => fileURLToPath(import.meta.resolve('@understudy/mock-network/main')),
  appliance: () => fileURLToPath(import.meta.resolve('@understudy/appliance-daemon/main')),
  clients: () => fileURLToPath(import.meta.resolve('@understudy/client-fleet/main')),
  toxiproxy: () => fileURLToPath(import.meta.resolve('@understudy/mock-network/toxiproxy')),
} as const
