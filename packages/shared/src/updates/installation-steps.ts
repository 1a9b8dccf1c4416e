/**
 * An installation's steps, in order; each is on disk before the next begins, and a crash in any of them leaves the old
 * version, whole, until the last has committed the new one (UPD-09).
 */
export const installationSteps = ['checking', 'unpacking', 'migrating', 'switching'] as const
export type InstallationStep = (typeof installationSteps)[number]

/** How much of an installation's time each step has taken when it ends. */
export const doneAfter: Readonly<Record<InstallationStep, number>> = {
  checking: 0.05,
  unpacking: 0.4,
  migrating: 0.8,
  switching: 1,
}

export const stepAfter = (step: InstallationStep): InstallationStep | undefined =>
  installationSteps[installationSteps.indexOf(step) + 1]

export const stepsBefore = (step: InstallationStep): readonly InstallationStep[] =>
  installationSteps.slice(0, installationSteps.indexOf(step))
