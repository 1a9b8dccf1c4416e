const credentials = /^basic +([a-z0-9+/]{0,2000}={0,2})$/i

/** The user that a `Proxy-Authorization` names with Basic (RFC 7617); undefined = it names none. */
export function proxyUserOf(value: string): string | undefined {
  const encoded = credentials.exec(value)?.[1]
  if (encoded === undefined) return undefined
  const [user, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return password.length > 0 ? user : undefined
}
