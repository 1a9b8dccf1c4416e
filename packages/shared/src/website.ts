/*
 * Where an appliance's website answers the project's programs. These names are a contract between two programs, so
 * they are defined only here (PROTOCOL.md).
 */

/** The admin API (WEB-06): a route for each operation of the table, and its description. */
export const adminApiPath = '/api/admin/v1'
/** Relative to {@link adminApiPath}, as its OpenAPI document has it. */
export const operationPath = (operation: string): string => `/operations/${operation}`
export const operationUrlPath = (operation: string): string =>
  `${adminApiPath}${operationPath(operation)}`

/** Files that an appliance holds: POST takes one in, GET with its name gives one out. */
export const filesPath = `${adminApiPath}/files`
export const filePath = (file: string): string => `${filesPath}/${file}`

/** Manual Installation by one request: POST takes a package in, checks it, and answers as `upload-update` (UPD-04). */
export const updateFilesPath = `${adminApiPath}/update-files`

/** The XML APIs (SPEC 7); older programs ask under these names with `.ns` at the end (A). */
export const commandApiPath = '/api/command'
export const reportingApiPath = '/api/reporting'
/** The site's backup by API (API-05). */
export const backupApiPath = '/api/backup'
/** Where clients of the APIs get their tokens (API-04). */
export const tokenPath = '/oauth2/token'
/** What load balancers of the real product ask: no login, 200 or 500 (API-03). */
export const healthProbePath = '/check_health'

/** The clients' channel, a WebSocket. */
export const clientChannelPath = '/channel'

/** The header with the refusal's code, from an appliance that opens no channel (FO-06). */
export const refusalHeader = 'x-understudy-refusal'

/** The header with a session's token against forged requests (SEC-02). */
export const csrfHeader = 'x-csrf-token'
