/** RFC 4180 text with a header line; no field is taken for a formula when it is opened as a spreadsheet. */
export const csvOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((fields) => `${fields.map(fieldOf).join(',')}\r\n`).join('')

function fieldOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
