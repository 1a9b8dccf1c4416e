/** Text that is already markup (HTML, SVG or XML). Only {@link markup} and {@link trusted} make it. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Part = Markup | string | number | readonly Part[]

/**
 * Template tag for HTML, SVG and XML alike: interpolated parts are escaped unless they are Markup themselves, so
 * escaping cannot be forgotten. Attributes must be quoted with ".
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const texts = strings.map((text, i) => (i === 0 ? text : render(parts[i - 1] ?? '') + text))
  return new Markup(texts.join(''))
}

/** Declares a constant to be markup. Never for anything that came from a lab. */
export const trusted = (text: string): Markup => new Markup(text)

export const nothing = new Markup('')

/** The text with markup characters escaped, and characters that XML forbids replaced. */
export function escaped(text: string): string {
  return text.replace(forbidden, '\uFFFD').replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

// XML 1.0, 2.2: no control characters but tab, line feed, carriage return; no half surrogate pairs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function render(part: Part): string {
  if (part instanceof Markup) return part.text
  if (Array.isArray(part)) return part.map(render).join('')
  return escaped(String(part))
}
