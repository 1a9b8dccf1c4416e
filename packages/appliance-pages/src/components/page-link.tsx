import type { ComponentChildren, JSX } from 'preact'

/** A link to a page, with what is to be looked at there. */
export const hrefTo = (path: string, query: Readonly<Record<string, string>>): string =>
  `${path}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`

/** The same, as a button looks. */
export function ButtonLink({
  href,
  children,
}: {
  readonly href: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <a class="button" href={href}>
      {children}
    </a>
  )
}
