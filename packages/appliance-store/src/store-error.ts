/** Why a store cannot be used. The message names the file and what was expected and found. */
export type StoreErrorCode =
  | 'newer-schema'
  | 'damaged'
  | 'missing'
  | 'in-use'
  | 'unusable'
  | 'no-driver'

/** The store's file cannot be used as it is. Nothing in it was changed or removed. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  readonly path: string

  constructor(code: StoreErrorCode, path: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.code = code
    this.path = path
  }
}

const damagedCodes = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_FORMAT'])

/** Says in one sentence what a failure of SQLite means for the file; other failures pass unchanged. */
export function storeErrorOf(error: unknown, path: string): unknown {
  if (error instanceof StoreError) return error
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error
  const reason = (error as Error).message
  if (damagedCodes.has(code.split('_', 2).join('_')))
    return new StoreError('damaged', path, `${path} is damaged: ${reason}.`, error)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new StoreError('in-use', path, `${path} is in use by another process.`, error)
  if (code.startsWith('SQLITE_') || error instanceof TypeError || 'errno' in (error as object))
    return new StoreError('unusable', path, `${path} cannot be used: ${reason}.`, error)
  return error
}
