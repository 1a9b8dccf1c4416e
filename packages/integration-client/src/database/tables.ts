import type { Generated } from 'kysely'

/*
 * The tables of the SQL Server plugin (P 7.1) with the columns that the guides name; what they leave open mirrors the
 * report's XML (P 4.4). `identity`, `recording`, `backup` and `extraction` are ours. Times are UTC: `timestamptz` in
 * PostgreSQL, ISO 8601 in SQLite.
 */
export interface Tables {
  readonly session: SessionTable
  readonly session_event: EventTable
  readonly session_event_data: NamedOfEvent
  readonly system_information: NamedOfEvent & {
    readonly category: string
    readonly row_number: number | null
  }
  readonly representative: PersonTable
  readonly customer: PersonTable
  readonly team: NamedOfSession
  readonly custom_attribute: NamedOfSession
  readonly recording: RecordingTable
  readonly backup: {
    readonly host_name: string
    readonly taken_at: string
    readonly file: string
    readonly size_bytes: number
  }
  readonly extraction: ExtractionTable
  readonly client_schema: { readonly generation: string }
}

interface SessionTable {
  readonly id: Generated<number>
  /** `identityOf` the session: unique for each host name. */
  readonly identity: string
  /** An integer before 10.6, text since (IC-02). */
  readonly lsid: string | number
  readonly type: string
  readonly start_time: string | Date
  /** null = still in progress, or closed abnormally. */
  readonly end_time: string | Date | null
  readonly duration: string
  readonly file_transfers: number
  /** The host that the client is set to: the site's name, or an address. */
  readonly host_name: string
  readonly external_key: string
  readonly public_site_id: number
  readonly public_site_name: string
  /** Since 10.6. */
  readonly lseq?: number | null
}

interface EventTable {
  readonly id: Generated<number>
  readonly session_id: number
  readonly position: number
  readonly time: string | Date
  readonly type: string
  readonly performed_by: string
  readonly performer: string
  readonly body: string
  readonly filename: string
  readonly filesize: number | null
}

interface NamedOfEvent {
  readonly session_event_id: number
  readonly name: string
  readonly value: string
}

interface NamedOfSession {
  readonly session_id: number
  readonly name: string
  readonly value: string
}

interface PersonTable {
  readonly session_id: number
  readonly gsnumber: string
  readonly username: string
  readonly display_name: string
  readonly public_ip: string
  readonly private_ip: string
  readonly hostname: string
  readonly os: string
  readonly is_primary: number
}

interface RecordingTable {
  readonly session_id: number
  /** The GUID of the appliance that told of it: only there a number before 10.6 means that session. */
  readonly appliance: string
  readonly state: 'due' | 'kept' | 'gone'
  /** Below the folder for files; '' unless kept. */
  readonly file: string
  readonly size_bytes: number
}

interface ExtractionTable {
  readonly host_name: string
  readonly appliance: string
  readonly role: string
  readonly last_sync: string
  readonly is_settled: number
  readonly from_s: number
}
