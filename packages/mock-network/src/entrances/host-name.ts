const label = '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?'
const name = new RegExp(`^${label}([.]${label})*$`)

/**
 * A host name as the lab's network looks it up: in lower case and without the root's dot (RFC 1035
 * 2.3.1, with underscores). undefined = it cannot be the name of a host.
 */
export function hostNameOf(text: string): string | undefined {
  const host = (text.endsWith('.') ? text.slice(0, -1) : text).toLowerCase()
  return host.length <= 253 && name.test(host) ? host : undefined
}
