import type { PackageKind } from './catalogue.ts'

/** How long an installation takes (UPD-06); a lab file can set the numbers. Minutes of lab time. */
export interface InstallationModel {
  readonly baseMinutes: number
  readonly siteMinutes: number
  /** Added per GiB of stored recordings. */
  readonly minutesPerGiB: number
}

/** Base and site package together take 45 minutes without recordings: the guides' 15 to 60. */
export const defaultInstallationModel: InstallationModel = {
  baseMinutes: 15,
  siteMinutes: 30,
  minutesPerGiB: 2,
}

/** How many milliseconds a package of that kind takes to install with that much recorded. */
export function installationMs(
  model: InstallationModel,
  kind: PackageKind,
  recordedBytes: number,
): number {
  const minutes =
    (kind === 'base' ? model.baseMinutes : model.siteMinutes) +
    (model.minutesPerGiB * recordedBytes) / 1024 ** 3
  return Math.round(minutes * 60_000)
}
