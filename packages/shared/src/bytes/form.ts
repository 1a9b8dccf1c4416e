/** Fields as `application/x-www-form-urlencoded`, in their order (WHATWG URL 5.2); half a surrogate pair becomes U+FFFD. */
export const formOf = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')

/** The fields of such a form; of a name that comes twice the last one. What is not encoded rightly stands for itself. */
export function formFields(form: string): Readonly<Record<string, string>> {
  const pairs = form.split('&').filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decoded(name), decoded(value.join('='))]
    }),
  )
}

const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[!'()~]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

function decoded(form: string): string {
  const text = form.replaceAll('+', ' ')
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
