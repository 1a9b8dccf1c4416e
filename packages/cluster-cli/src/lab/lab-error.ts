/** A lab that cannot be started, reached or kept: a sentence for people, no program error. */
export class LabError extends Error {
  override readonly name = 'LabError'
}
