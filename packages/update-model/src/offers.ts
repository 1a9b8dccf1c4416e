import { catalogue, compareVersions, type InstalledSoftware } from '@understudy/shared'
import type { Account } from './accounts.ts'

/**
 * The names of what is offered to that appliance: everything newer than what it has, up to what the vendor has built for
 * this customer, and its add-ons; nothing twice (UPD-01, UPD-04). Whether it can be installed yet is the box's to say.
 */
export function offersOf(
  { installed, downloaded, licencePackages }: Account,
  released: readonly string[],
  rollout: InstalledSoftware | null,
): readonly string[] {
  const newer =
    installed === null
      ? []
      : catalogue
          .filter(({ kind, version }) => compareVersions(version, installed[kind]) > 0)
          .filter(
            ({ kind, version, name }) =>
              rollout === null ||
              compareVersions(version, rollout[kind]) <= 0 ||
              released.includes(name),
          )
          .map(({ name }) => name)
  return [...newer, ...licencePackages].filter((name) => !downloaded.includes(name))
}
