/** Fields as `application/x-www-form-urlencoded`, in their order (WHATWG URL 5.2); half a surrogate pair becomes U+FFFD. */
export const formOf = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')

/** The pairs of such a form, as they come. What is not encoded rightly stands for itself (WHATWG URL 5.1). */
export const formPairs = (form: string): readonly (readonly [name: string, value: string])[] =>
  form
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decoded(name), decoded(value.join('='))]
    })

/** The fields of such a form; of a name that comes twice the last one. */
export const formFields = (form: string): Readonly<Record<string, string>> =>
  Object.fromEntries(formPairs(form))

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
