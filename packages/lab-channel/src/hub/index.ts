/*
 * The hub's end of the lab channel, and the lab's one clock. Only the process that serves the hub
 * (`mock-network`) loads this.
 */

export { LabPacer } from '../clock/lab-pacer.ts'
export { Passages } from '../idle/passages.ts'
export { CommandRouter, type NetworkReply } from './command-router.ts'
export { DoorLedger } from './door-ledger.ts'
export { HubServer } from './hub-server.ts'
export { Participant, type ParticipantConfig } from './participant.ts'
export { Participants } from './participants.ts'
