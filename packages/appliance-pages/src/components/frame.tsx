import type { ComponentChildren, JSX } from 'preact'
import { type MenuSection, menus, type PlacedPage, pathOf } from '../menu/menu.ts'
import { mayLookAt } from '../menu/visible.ts'
import type { Live } from '../pages/page.ts'
import type { View } from '../pages/view.ts'
import { logoutPath } from '../paths.ts'
import { Document } from './document.tsx'
import { Notice } from './notice.tsx'

/** What stands around a page of somebody who is logged in: which box this is, the menu, what has become of a request. */
export function Frame({
  view,
  placed,
  live = 'still',
  children,
}: {
  readonly view: View
  readonly placed: PlacedPage
  readonly live?: Live
  readonly children: ComponentChildren
}): JSX.Element {
  const { words, box } = view
  const { section, entry } = placed
  const name = words.text(entry.word)
  const heading = section.word === entry.word ? name : `${words.text(section.word)} > ${name}`
  return (
    <Document
      {...{ words, live }}
      path={view.path}
      title={`${name} · ${box.name} · ${box.siteHostname}`}
      header={<Header view={view} placed={placed} />}
    >
      <h1>{heading}</h1>
      <Notice view={view} />
      {children}
    </Document>
  )
}

function Header({
  view,
  placed,
}: {
  readonly view: View
  readonly placed: PlacedPage
}): JSX.Element {
  const { words, box, viewer } = view
  return (
    <header>
      <div class="bar">
        <p class="brand">
          <strong>{box.name}</strong> <span>{box.siteHostname}</span>
          <span class={`badge role-${box.role}`}>{words.text(`role.${box.role}`)}</span>
          {box.state !== 'serving' && box.state !== 'backup' && (
            <span class="badge attention">{words.text(`state.${box.state}`)}</span>
          )}
        </p>
        <p class="interface">{words.text(`frame.${viewer.interface}-interface`)}</p>
        <form method="post" action={logoutPath(viewer.interface)} class="log-out">
          <input type="hidden" name="csrf" value={view.csrf} />
          <span>{words.text('frame.logged-in-as', { username: viewer.username })}</span>
          <button type="submit">{words.text('operation.log-out')}</button>
        </form>
      </div>
      <Menus view={view} placed={placed} />
    </header>
  )
}

function Menus({
  view,
  placed,
}: {
  readonly view: View
  readonly placed: PlacedPage
}): JSX.Element {
  const { words, viewer } = view
  const mayLook = mayLookAt(view)
  const sections = menus[viewer.interface].flatMap((section): readonly MenuSection[] => {
    const entries = section.entries.filter(mayLook)
    return entries.length === 0 ? [] : [{ ...section, entries }]
  })
  const here = sections.find(({ word }) => word === placed.section.word)
  const section = words.text(placed.section.word)
  return (
    <>
      <nav class="sections" aria-label={words.text('frame.main-menu')}>
        {sections.map((one) => (
          <MenuLink
            key={one.word}
            href={hrefOf(view, one)}
            isHere={one.word === placed.section.word}
            text={words.text(one.word)}
          />
        ))}
      </nav>
      {here?.entries.some(({ word }) => word !== here.word) === true && (
        <nav class="pages" aria-label={words.text('frame.sub-menu', { section })}>
          {here.entries.map((entry) => (
            <MenuLink
              key={entry.word}
              href={pathOf(viewer.interface, here, entry)}
              isHere={entry.word === placed.entry.word}
              text={words.text(entry.word)}
            />
          ))}
        </nav>
      )}
    </>
  )
}

/** A section leads to its first page. */
function hrefOf({ viewer }: View, section: MenuSection): string {
  const [first] = section.entries
  return first === undefined ? `/${viewer.interface}` : pathOf(viewer.interface, section, first)
}

function MenuLink({
  href,
  isHere,
  text,
}: {
  readonly href: string
  readonly isHere: boolean
  readonly text: string
}): JSX.Element {
  return (
    <a href={href} aria-current={isHere ? 'page' : undefined}>
      {text}
    </a>
  )
}
