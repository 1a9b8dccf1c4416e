import {
  type Batch,
  type ExtractedEvent,
  type ExtractedSession,
  identityOf,
  isSequential,
  type ResumePoint,
} from '@understudy/integration-model'
import { isoTimeOf } from '@understudy/shared'
import type { Insertable, Kysely } from 'kysely'
import { type OpenedDatabase, openDatabase } from './dialects.ts'
import { insertRows, insertsOf } from './insert.ts'
import { eventRows, kept, personRow, sessionRow } from './rows.ts'
import { type Generation, prepareSchema } from './schema.ts'
import type { Tables } from './tables.ts'

/** A recording that the site has and the client does not have yet. */
export interface DueRecording {
  readonly sessionId: number
  readonly lsid: string
}

/**
 * The client's database for one site (IC-01). Each batch is one transaction with the resume point that stands for it:
 * whoever is killed goes on where the last commit left it, and a session is known by its identity.
 */
export class ExtractionDatabase {
  readonly #opened: OpenedDatabase
  readonly #generation: Generation
  readonly #hostName: string

  private constructor(opened: OpenedDatabase, generation: Generation, hostName: string) {
    this.#opened = opened
    this.#generation = generation
    this.#hostName = hostName
  }

  /**
   * Opens it and makes or alters its tables. `password`: of a PostgreSQL whose URL holds none. Throws `NewerDatabase`, or
   * what the database says.
   */
  static async open(
    url: string,
    generation: Generation,
    hostName: string,
    password: string | null = null,
  ): Promise<ExtractionDatabase> {
    const opened = openDatabase(url, password)
    try {
      await prepareSchema(opened, generation)
    } catch (error) {
      await opened.db.destroy()
      throw error
    }
    return new ExtractionDatabase(opened, generation, hostName)
  }

  get generation(): Generation {
    return this.#generation
  }

  /** The rows, for those who look. */
  get tables(): Kysely<Tables> {
    return this.#opened.db
  }

  async resume(): Promise<ResumePoint | null> {
    const row = await this.tables
      .selectFrom('extraction')
      .selectAll()
      .where('host_name', '=', this.#hostName)
      .executeTakeFirst()
    if (row === undefined) return null
    return {
      appliance: row.appliance,
      role: row.role,
      lastSync: row.last_sync,
      isSettled: row.is_settled === 1,
      // PostgreSQL's driver gives bigint as text.
      fromS: Number(row.from_s),
    }
  }

  /** In one transaction. How many of the sessions are new; `appliance` is the one that told of them. */
  async store({ sessions, resume }: Batch, appliance: string): Promise<number> {
    return await this.tables.transaction().execute(async (tx) => {
      const added = await this.#addSessions(tx, sessions)
      await this.#addDetails(tx, added, appliance)
      if (resume !== null) await this.#moveOn(tx, resume)
      return added.length
    })
  }

  async #addSessions(
    tx: Kysely<Tables>,
    sessions: readonly ExtractedSession[],
  ): Promise<readonly (readonly [id: number, session: ExtractedSession])[]> {
    const byIdentity = new Map(sessions.map((session) => [identityOf(session), session]))
    const rows = [...byIdentity].map(([identity, session]) => ({
      ...sessionRow(session, identity, this.#hostName),
      ...this.#lsidOf(session),
    }))
    const added: (readonly [number, ExtractedSession])[] = []
    for (const insert of insertsOf(tx, 'session', rows, this.#opened.traits)) {
      const inserted = await insert
        .onConflict((conflict) => conflict.columns(['host_name', 'identity']).doNothing())
        .returning(['id', 'identity'])
        .execute()
      for (const { id, identity } of inserted) {
        const session = byIdentity.get(identity)
        if (session !== undefined) added.push([id, session])
      }
    }
    return added
  }

  #lsidOf({ lsid, lseq }: ExtractedSession): { lsid: string | number; lseq?: number | null } {
    return this.#generation === 'before-10.6' ? { lsid: Number(lsid) } : { lsid, lseq }
  }

  async #addDetails(
    tx: Kysely<Tables>,
    added: readonly (readonly [number, ExtractedSession])[],
    appliance: string,
  ): Promise<void> {
    const { traits } = this.#opened
    const insert = <T extends keyof Tables & string>(
      table: T,
      rowsOf: (session: ExtractedSession, id: number) => readonly Insertable<Tables[T]>[],
    ): Promise<void> => {
      const rows = added.flatMap(([id, session]) => rowsOf(session, id))
      return insertRows(tx, table, rows, traits)
    }
    await insert('customer', (s, id) => s.customers.map((person) => personRow(person, id)))
    await insert('representative', (s, id) => s.representatives.map((one) => personRow(one, id)))
    await insert('team', (s, id) => s.teams.map((team) => ({ session_id: id, ...team })))
    await insert('custom_attribute', (s, id) =>
      s.customAttributes.map(({ name, value }) => ({ session_id: id, name, value: kept(value) })),
    )
    await insert('recording', (s, id) =>
      s.hasRecording
        ? [{ session_id: id, appliance, state: 'due', file: '', size_bytes: 0 } as const]
        : [],
    )
    await insert('session_event', eventRows)
    for (const [id, session] of added)
      for (const [position, event] of session.events.entries())
        if (event.data.length + event.systemInformation.length > 0)
          await this.#addEventDetails(tx, id, position, event)
  }

  async #addEventDetails(
    tx: Kysely<Tables>,
    sessionId: number,
    position: number,
    { data, systemInformation }: ExtractedEvent,
  ): Promise<void> {
    const { traits } = this.#opened
    const { id } = await tx
      .selectFrom('session_event')
      .select('id')
      .where('session_id', '=', sessionId)
      .where('position', '=', position)
      .executeTakeFirstOrThrow()
    const own = { session_event_id: id }
    const named = data.map(({ name, value }) => ({ ...own, name, value: kept(value) }))
    await insertRows(tx, 'session_event_data', named, traits)
    const fields = systemInformation.map(({ category, row, name, value }) => ({
      ...own,
      category,
      row_number: row,
      name,
      value: kept(value),
    }))
    await insertRows(tx, 'system_information', fields, traits)
  }

  async #moveOn(tx: Kysely<Tables>, resume: ResumePoint): Promise<void> {
    const values = {
      appliance: resume.appliance,
      role: resume.role,
      last_sync: resume.lastSync,
      is_settled: resume.isSettled ? 1 : 0,
      from_s: resume.fromS,
    }
    await tx
      .insertInto('extraction')
      .values({ host_name: this.#hostName, ...values })
      .onConflict((conflict) => conflict.column('host_name').doUpdateSet(values))
      .execute()
  }

  /** Recordings to fetch from that appliance, the oldest first: another one's numbers mean other sessions. */
  async dueRecordings(appliance: string): Promise<readonly DueRecording[]> {
    const rows = await this.tables
      .selectFrom('recording')
      .innerJoin('session', 'session.id', 'recording.session_id')
      .select(['session.id', 'session.lsid', 'recording.appliance'])
      .where('recording.state', '=', 'due')
      .where('session.host_name', '=', this.#hostName)
      .orderBy('session.id')
      .execute()
    return rows
      .map((row) => ({ sessionId: row.id, lsid: String(row.lsid), from: row.appliance }))
      .filter(({ lsid, from }) => !isSequential(lsid) || from === appliance)
  }

  /** `file`: where it is, below the folder for files; null = the site does not have it any more. */
  async noteRecording(
    { sessionId }: DueRecording,
    file: { readonly name: string; readonly sizeBytes: number } | null,
  ): Promise<void> {
    await this.tables
      .updateTable('recording')
      .set(
        file === null
          ? { state: 'gone' }
          : { state: 'kept', file: file.name, size_bytes: file.sizeBytes },
      )
      .where('session_id', '=', sessionId)
      .execute()
  }

  async lastBackupAtMs(): Promise<number | null> {
    const row = await this.tables
      .selectFrom('backup')
      .select('taken_at')
      .where('host_name', '=', this.#hostName)
      .orderBy('taken_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row === undefined ? null : new Date(row.taken_at).getTime()
  }

  async noteBackup(atMs: number, file: string, sizeBytes: number): Promise<void> {
    const row = {
      host_name: this.#hostName,
      taken_at: isoTimeOf(atMs),
      file,
      size_bytes: sizeBytes,
    }
    await this.tables.insertInto('backup').values(row).execute()
  }

  async close(): Promise<void> {
    await this.#opened.db.destroy()
  }
}
