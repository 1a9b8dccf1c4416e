import {
  type Insertable,
  type InsertQueryBuilder,
  type InsertResult,
  type Kysely,
  sql,
} from 'kysely'
import type { DialectTraits } from './dialects.ts'
import type { Tables } from './tables.ts'

type Inserting<T extends keyof Tables> = InsertQueryBuilder<Tables, T, InsertResult>

/**
 * The statements that insert these rows. PostgreSQL takes them as one parameter, JSON: of a statement with a thousand
 * times ten parameters it spends most of the time on reading it. SQLite takes as many as one statement may have.
 */
export function insertsOf<T extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  { rowsAs, parametersMax }: DialectTraits,
): readonly Inserting<T>[] {
  const [first] = rows
  if (first === undefined) return []
  const insert = db.insertInto(table)
  if (rowsAs === 'parameters')
    return partsOf(rows, parametersMax).map((part) => insert.values(part) as Inserting<T>)
  const columns = Object.keys(first) as (keyof Tables[T] & string)[]
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const json = JSON.stringify(rows)
  return [
    insert
      .columns(columns)
      .expression(
        sql`select ${names} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`,
      ),
  ]
}

/** Inserts the rows. */
export async function insertRows<T extends keyof Tables & string>(
  db: Kysely<Tables>,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  traits: DialectTraits,
): Promise<void> {
  for (const insert of insertsOf(db, table, rows, traits)) await insert.execute()
}

/** The rows in parts of so many parameters at most. */
function partsOf<R extends object>(rows: readonly R[], parametersMax: number): R[][] {
  const [first] = rows
  if (first === undefined) return []
  const size = Math.max(1, Math.floor(parametersMax / Object.keys(first).length))
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, part) =>
    rows.slice(part * size, (part + 1) * size),
  )
}
