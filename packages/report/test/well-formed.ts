const name = '[A-Za-z_:][\\w:.-]*'
const token = new RegExp(
  `<\\?xml[^?]*\\?>|<(/?)(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>|([^<]+)`,
  'gy',
)
const reference = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i

/** What keeps the text from being well-formed XML, as far as our files go; null = nothing. */
export function whyNotWellFormed(xml: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]|\p{Surrogate}/u.test(xml))
    return 'forbidden character'
  if (reference.test(xml)) return 'a bare &'
  const open: string[] = []
  let at = 0
  for (const match of xml.matchAll(token)) {
    if (match.index !== at) return `no markup at ${at}: ${xml.slice(at, at + 40)}`
    at += match[0].length
    const [, closing, tag, , empty, text] = match
    if (text?.includes(']]>')) return 'a bare ]]>'
    if (tag === undefined || empty === '/') continue
    if (closing !== '/') open.push(tag)
    else if (open.pop() !== tag) return `</${tag}> closes nothing`
  }
  if (at !== xml.length) return `no markup at ${at}: ${xml.slice(at, at + 40)}`
  return open.length === 0 ? null : `<${open.join('><')}> left open`
}
