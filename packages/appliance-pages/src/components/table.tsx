import type { ComponentChildren, JSX } from 'preact'

/** Rows under headings; what is too wide scrolls by itself. */
export function Table({
  caption,
  headings,
  rows,
  none,
}: {
  readonly caption: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly ComponentChildren[])[]
  /** What stands there when there are no rows. */
  readonly none: string
}): JSX.Element {
  if (rows.length === 0) return <p class="quiet">{none}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard (WCAG 2.1.1).
    <section class="scroll" tabIndex={0} aria-label={caption}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th scope="col" key={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={headings[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
