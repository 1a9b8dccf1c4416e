import { type ApiDocument, rootAttributes, shortDocument } from '../answer.ts'
import type { CommandCall } from './command-call.ts'

/** `get_appliances` (API-03): this one, and its peer. Only its name is documented, so the elements are ours (P 3.12). */
export const getAppliances = ({ era, reading: { status } }: CommandCall): ApiDocument =>
  shortDocument((xml) => {
    xml.begin('appliances', rootAttributes(era, 'command'))
    const write = (id: string, hostname: string, role: string): void => {
      xml.begin('appliance', { id })
      xml.leaf('hostname', hostname)
      xml.leaf('failover_role', role)
      xml.end()
    }
    write(status.guid, status.hostname, status.role)
    const { relationship } = status
    if (relationship !== null)
      write(relationship.peer, relationship.peerHost, relationship.peerRole ?? 'unknown')
    xml.end()
  })
