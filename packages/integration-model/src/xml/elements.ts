import { type SaxesAttributeNS, SaxesParser } from 'saxes'

/**
 * What the reader of a document is told, element by element. `saxes` reads it as it arrives, knows namespaces and
 * takes no entities of a document's own; fast-xml-parser wants whole documents.
 */
export interface ElementListener {
  opened(name: string, attributes: Attributes, uri: string): void
  /** `text` is the element's own, without that of the elements in it. */
  closed(name: string, text: string): void
}

export type Attributes = ReadonlyMap<string, string>

/** Throws {@link NotXml}: the text so far cannot be the beginning of a document. */
export class ElementReader {
  readonly #parser: SaxesParser<{ xmlns: true }>
  readonly #texts: string[] = []
  #read = 0

  constructor(listener: ElementListener) {
    const parser = new SaxesParser({ xmlns: true })
    this.#parser = parser
    parser.on('error', (error) => {
      throw new NotXml(error.message)
    })
    parser.on('opentag', ({ local, attributes, uri }) => {
      this.#texts.push('')
      listener.opened(local, valuesOf(attributes), uri)
    })
    parser.on('text', (text) => this.#add(text))
    parser.on('cdata', (text) => this.#add(text))
    parser.on('closetag', ({ local }) => listener.closed(local, this.#texts.pop() ?? ''))
  }

  /** How many characters were read. */
  get charsRead(): number {
    return this.#read
  }

  read(text: string): void {
    this.#read += text.length
    this.#parser.write(text)
  }

  end(): void {
    this.#parser.close()
  }

  #add(text: string): void {
    const last = this.#texts.length - 1
    if (last >= 0) this.#texts[last] += text
  }
}

/** Most elements have none. */
const none: Attributes = new Map()

function valuesOf(attributes: Readonly<Record<string, SaxesAttributeNS>>): Attributes {
  let values: Map<string, string> | undefined
  for (const name in attributes) {
    const attribute = attributes[name]
    if (attribute === undefined) continue
    values ??= new Map()
    values.set(attribute.local, attribute.value)
  }
  return values ?? none
}

export class NotXml extends Error {}
