/** In the order in which they are written. */
export type Attributes = Readonly<Record<string, string | number>>

/** How an element begins and ends at one depth; there are few different ones, each written many times. */
interface Tags {
  /** With attributes still to come. */
  readonly start: string
  /** Without any. */
  readonly open: string
  /** After text. */
  readonly close: string
  /** On a line of its own. */
  readonly end: string
}

/**
 * Writes a document as the product does: a declaration, an empty line, one element per line, indented by tabs. Text is
 * handed on as it grows (`take`), so that a long document never lies in memory whole (API-07).
 */
export class XmlWriter {
  #text = '<?xml version="1.0" encoding="UTF-8"?>\n\n'
  readonly #open: Tags[] = []
  /** By depth, then by name: each join of strings counts where a report has a hundred elements for each session. */
  readonly #tags: Map<string, Tags>[] = []

  /** Opens an element that holds others. */
  begin(name: string, attributes?: Attributes): void {
    const tags = this.#tagsOf(name)
    this.#text += `${opening(tags, attributes)}\n`
    this.#open.push(tags)
  }

  /** Closes the one that was opened last. */
  end(): void {
    this.#text += this.#open.pop()?.end ?? ''
  }

  /** An element with text only. */
  leaf(name: string, text: string | number, attributes?: Attributes): void {
    const tags = this.#tagsOf(name)
    const content = typeof text === 'number' ? text : escaped(text)
    this.#text += opening(tags, attributes) + content + tags.close
  }

  /** An element without content. */
  empty(name: string, attributes: Attributes = {}): void {
    this.#text += `${this.#tagsOf(name).start}${written(attributes)}/>\n`
  }

  /** How much waits to be taken, in characters. */
  get pending(): number {
    return this.#text.length
  }

  /** What was written since the last time. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }

  #tagsOf(name: string): Tags {
    const depth = this.#open.length
    let known = this.#tags[depth]
    if (known === undefined) {
      known = new Map()
      this.#tags[depth] = known
    }
    let tags = known.get(name)
    if (tags === undefined) {
      tags = tagsFor(name, '\t'.repeat(depth))
      known.set(name, tags)
    }
    return tags
  }
}

const tagsFor = (name: string, indent: string): Tags => ({
  start: `${indent}<${name}`,
  open: `${indent}<${name}>`,
  close: `</${name}>\n`,
  end: `${indent}</${name}>\n`,
})

const opening = (tags: Tags, attributes: Attributes | undefined): string =>
  attributes === undefined ? tags.open : `${tags.start}${written(attributes)}>`

function written(attributes: Attributes): string {
  let text = ''
  for (const name in attributes) {
    const value = attributes[name]
    text += ` ${name}="${typeof value === 'string' ? escapedAttribute(value) : value}"`
  }
  return text
}

/** What XML 1.0 cannot hold at all: control characters, halves of surrogate pairs, two that are no characters (2.2). */
const illegal =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Whether the text can stand in a document as it is. */
export const isLegal = (text: string): boolean => !illegal.test(text)

const everyIllegal = new RegExp(illegal.source, 'g')
const special = /[&<>\r]|[^\t\n -\ud7ff\ue000-\ufffd]/
const specialInAttribute = /[&<>"]|[^ -\ud7ff\ue000-\ufffd]/

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Text as content; what XML cannot hold becomes U+FFFD. */
function escaped(text: string): string {
  // Most texts need nothing: one look is cheaper than two replacements.
  if (!special.test(text)) return text
  return text.replace(everyIllegal, '\ufffd').replace(/[&<>\r]/g, (found) => entities[found] ?? '')
}

function escapedAttribute(text: string): string {
  if (!specialInAttribute.test(text)) return text
  return text
    .replace(everyIllegal, '\ufffd')
    .replace(/[&<>"\r\n\t]/g, (found) => entities[found] ?? '')
}
