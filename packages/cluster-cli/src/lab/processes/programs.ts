import { fileURLToPath } from 'node:url'
import { bundleOr } from '@understudy/lab-channel'
import { buildStamp } from '../../build-stamp.ts'

/**
 * The programs that are started as processes, each with the file Node.js runs: this command again (a lab's
 * supervisor), the four that labs are made of, and one that needs no lab.
 *
 * A bundle finds the others beside itself, by these names. Modules find each other's packages, unless the environment
 * names a folder of bundles, so that tests of labs can run on either.
 */
export const programs = {
  understudy: () => fileOf('understudy', () => import.meta.resolve('@understudy/cluster-cli/main')),
  network: () => fileOf('network', () => import.meta.resolve('@understudy/mock-network/main')),
  appliance: () =>
    fileOf('appliance', () => import.meta.resolve('@understudy/appliance-daemon/main')),
  clients: () => fileOf('clients', () => import.meta.resolve('@understudy/client-fleet/main')),
  'update-server': () =>
    fileOf('update-server', () => import.meta.resolve('@understudy/update-server/main')),
  toxiproxy: () =>
    fileOf('toxiproxy', () => import.meta.resolve('@understudy/mock-network/toxiproxy')),
} as const

function fileOf(name: string, module: () => string): string {
  if (buildStamp !== undefined) return fileURLToPath(new URL(`./${name}.js`, import.meta.url))
  return bundleOr(name, module)
}
