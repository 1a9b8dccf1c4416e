import { type Markup, markup, nothing, type Part } from '../markup.ts'
import { scroll } from './scroll.ts'

export interface TableColumn<Row> {
  readonly title: string
  /** CSS classes of its cells; constants only, never text from a lab. */
  readonly look?: string
  readonly cell: (row: Row, index: number) => Part
}

/** A section with its heading; left out if it has nothing to say. */
export function section(title: string, body: Markup | null): Markup {
  return body === null ? nothing : markup`<section class="card"><h2>${title}</h2>${body}</section>`
}

/** A table with that name, or null if it would have no rows. */
export function table<Row>(
  name: string,
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
): Markup | null {
  if (rows.length === 0) return null
  const head = columns.map(
    ({ title, look }) => markup`<th scope="col" class="${look ?? ''}">${title}</th>`,
  )
  const body = rows.map((row, i) => {
    const cells = columns.map(
      ({ cell, look }) => markup`<td class="${look ?? ''}">${cell(row, i)}</td>`,
    )
    return markup`<tr>${cells}</tr>`
  })
  return scroll(name, markup`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`)
}
