/** What a restore replaces. */
export const backupDecisions = {
  /** A setting that the backup does not have goes: afterwards the settings are those of the backup (BAK-01). */
  isLeftOut: (isInBackup: boolean): boolean => !isInBackup,

  /** A setting that says something else than in the backup is replaced, as is one that is not here (BAK-01). */
  isReplaced: (value: string | undefined, inBackup: string): boolean => value !== inBackup,
}
