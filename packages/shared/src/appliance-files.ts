/*
 * Names of files that the appliance's daemon and the command line both look for.
 */

/** In an appliance's data folder, readable by its owner alone. */
export const dataFolderFiles = {
  /** Whose data this is: a box keeps its GUID, whatever one a lab would draw now (LAB-01). */
  guid: 'guid',
  /** The database of what it stores (SYN-06); SQLite keeps its write-ahead log beside it. */
  database: 'appliance.db',
  /** The token that lets a caller into the admin API (SEC-01). */
  adminToken: 'admin-token',
} as const

/** In the folder of an appliance's certificate, PEM (NET-08). */
export const certificateFolderFiles = { key: 'key.pem', certificate: 'certificate.pem' } as const
