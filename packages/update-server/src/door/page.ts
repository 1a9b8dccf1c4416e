/** What a browser is shown of the door: the same as curl is told, with a field for the key and links to click. */
export interface DoorPage {
  /** Above the field, a paragraph a line. */
  readonly said: readonly string[]
  readonly links: readonly { readonly url: string; readonly file: string }[]
}

const policy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const

export const doorPage = ({ said, links }: DoorPage): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Update server</title>
</head>
<body>
<main>
<h1>Update server</h1>
${said.map((line) => `<p>${escaped(line)}</p>`).join('\n')}
${links.length === 0 ? '' : `<ul>\n${links.map(linkOf).join('\n')}\n</ul>`}
<form method="post" action="/">
<p><label for="key">Appliance Download Key, from BEGIN KEY to END KEY</label></p>
<p><textarea id="key" name="key" rows="12" cols="70" required></textarea></p>
<p><button type="submit">Submit</button></p>
</form>
</main>
</body>
</html>
`

const linkOf = ({ url, file }: DoorPage['links'][number]): string =>
  `<li><a href="${escaped(url)}" download>${escaped(file)}</a></li>`

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
