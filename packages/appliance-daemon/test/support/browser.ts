import { type Answer, ask } from './admin.ts'

export interface Seen extends Answer {
  readonly path: string
}

/** As much of a browser as forms need: it keeps cookies, follows redirects, and sends what a page's form has. */
export class Browser {
  readonly #port: number
  readonly #cookies = new Map<string, string>()
  /** All that were set, as they came. */
  readonly setCookies: string[] = []

  constructor(port: number) {
    this.#port = port
  }

  async get(path: string): Promise<Seen> {
    return await this.#go('GET', path)
  }

  async logIn(which: string, username: string, password: string): Promise<Seen> {
    return await this.post(`/${which}`, { username, password })
  }

  async logOut({ path, body }: Seen): Promise<Seen> {
    return await this.post(`/${path.split('/')[1]}/log-out`, { csrf: csrfIn(body) })
  }

  /** Sends the form of that operation, with what the page itself has filled into its hidden fields. */
  async send(
    page: Seen,
    operation: string,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    return await this.post(page.path, { ...hiddenIn(page, operation), ...fields }, headers)
  }

  /** The same with a file; its fields come in the order of the form. */
  async sendFile(
    page: Seen,
    operation: string,
    file: Buffer,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const boundary = '----a-boundary-of-the-test'
    const head = (name: string, more = '') =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`
    const fieldsOf = (values: Readonly<Record<string, string>>) =>
      Object.entries(values).map(([name, value]) => `${head(name)}${value}\r\n`)
    const body = Buffer.concat([
      Buffer.from(
        [...fieldsOf(hiddenIn(page, operation)), head('file', '; filename="f"')].join(''),
      ),
      file,
      Buffer.from(['\r\n', ...fieldsOf(fields), `--${boundary}--\r\n`].join('')),
    ])
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
    return await this.#go('POST', page.path, { body, headers })
  }

  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const body = new URLSearchParams(fields).toString()
    const type = 'application/x-www-form-urlencoded'
    return this.#go('POST', path, { body, headers: { 'content-type': type, ...headers } })
  }

  async #go(
    method: string,
    path: string,
    {
      body,
      headers = {},
    }: { body?: string | Buffer; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Seen> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = { ...headers, ...(cookie === '' ? {} : { cookie }) }
    const answer = await ask(this.#port, method, path, {
      headers: sent,
      ...(body === undefined ? {} : { body }),
    })
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(set)
    const { location } = answer.headers
    return typeof location === 'string'
      ? await this.#go('GET', location)
      : { ...answer, path: path.split('?')[0] ?? '' }
  }

  #keep(set: string): void {
    const [pair = ''] = set.split(';')
    const [name = '', value = ''] = pair.split('=')
    if (value === '') this.#cookies.delete(name)
    else {
      this.#cookies.set(name, value)
      this.setCookies.push(set)
    }
  }
}

const csrfIn = (body: string): string => /name="csrf" value="([^"]*)"/.exec(body)?.[1] ?? ''

function hiddenIn({ body }: Seen, operation: string): Readonly<Record<string, string>> {
  const form = body.split('<form').find((part) => part.includes(`value="${operation}"`)) ?? ''
  const hidden = (form.split('</form>')[0] ?? '').matchAll(
    /<input type="hidden" name="([^"]*)"(?: value(?:="([^"]*)")?)?/g,
  )
  const given = [...hidden].map(([, name = '', value = '']) => [name, value])
  return { csrf: csrfIn(body), operation, ...Object.fromEntries(given) }
}
