/** What a restore replaces. */
export const backupDecisions = {
  /** A setting that the backup does not have goes: afterwards the settings are those of the backup (BAK-01). */
  isLeftOut: (isInBackup: boolean): boolean => !isInBackup,
}
