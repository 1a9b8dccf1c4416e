/*
 * The vendor's update server (UPD-01, UPD-04): what it offers to whom, download keys, packages signed for one appliance,
 * support's answers. The process `update-server` runs it with sockets, the simulator without.
 *
 * 1. Make an `UpdateServer` of its config, a `Signing`, and the state that was kept, if any.
 * 2. Hand it an appliance's sealed question (`answer`), a key (`redeem`), or a command of its table (`command`).
 * 3. Keep `state`, tell the events, send the mails, and answer.
 */

export type { UpdateServerState } from './accounts.ts'
export { type UpdateServerConfig, updateServerConfigOf } from './config.ts'
export { pureSigning } from './signing/pure-signing.ts'
export { rememberingSigning } from './signing/remembering.ts'
export { type Answered, type DownloadedFile, UpdateServer } from './update-server.ts'
