import type { ExtractedSession } from './session.ts'

/**
 * What the client's database keeps an LSID in: an integer before 10.6, `varchar(32)` and an LSEQ beside it since (IC-02).
 * It is the installed client's choice, not the appliance's: a client of 10.6 keeps those of older appliances too.
 */
export type LsidColumn = 'integer' | 'text'

const sequential = /^[0-9]{1,15}$/
const guid = /^[0-9a-f]{32}$/

/** Whether the column can hold it. */
export const fitsColumn = (column: LsidColumn, lsid: string): boolean =>
  sequential.test(lsid) || (column === 'text' && guid.test(lsid))

/** Before 10.6 each appliance counts its own sessions (G1), so that both of a site have one with the number 57. */
export const isSequential = (lsid: string): boolean => sequential.test(lsid)

/**
 * What makes a session the same one, wherever it is read: its LSID, which from 10.6 on is unique. A number alone is not:
 * when it began and ended tells the sessions of two appliances apart.
 */
export const identityOf = ({ lsid, startedAtS, endedAtS }: ExtractedSession): string =>
  isSequential(lsid) ? `${lsid}@${startedAtS}-${endedAtS ?? ''}` : lsid
