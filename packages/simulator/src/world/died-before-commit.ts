/** The process has died in the middle of a transaction: nothing of it was stored or sent. */
export class DiedBeforeCommit extends Error {
  override readonly name = 'DiedBeforeCommit'
}
