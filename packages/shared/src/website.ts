/*
 * Where an appliance's website answers the programs of the project: what two of them write is a word of the contract
 * between them, and stands here once (PROTOCOL.md).
 */

/** The admin API (WEB-06): a route for each operation of the table, and its description. */
export const adminApiPath = '/api/admin/v1'
/** Relative to {@link adminApiPath}, as its OpenAPI document has it. */
export const operationPath = (operation: string): string => `/operations/${operation}`
export const operationUrlPath = (operation: string): string =>
  `${adminApiPath}${operationPath(operation)}`

/** The clients' channel, a WebSocket. */
export const clientChannelPath = '/channel'

/** In which header an appliance that opens no channel names the code of its refusal (FO-06). */
export const refusalHeader = 'x-understudy-refusal'
