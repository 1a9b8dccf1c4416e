import { type Attributes, ElementReader, NotXml } from './elements.ts'

/** A short answer of the command API: the text of its elements by name, the first of a name. */
export interface SmallDocument {
  readonly root: string
  readonly texts: ReadonlyMap<string, string>
  readonly attributes: ReadonlyMap<string, Attributes>
}

/** undefined: it is no XML. */
export function smallDocumentOf(text: string): SmallDocument | undefined {
  let root = ''
  const texts = new Map<string, string>()
  const attributes = new Map<string, Attributes>()
  const reader = new ElementReader({
    opened: (name, given) => {
      if (root === '') root = name
      if (!attributes.has(name)) attributes.set(name, given)
    },
    closed: (name, own) => {
      if (!texts.has(name)) texts.set(name, own)
    },
  })
  try {
    reader.read(text)
    reader.end()
  } catch (error) {
    if (error instanceof NotXml) return undefined
    throw error
  }
  return { root, texts, attributes }
}
