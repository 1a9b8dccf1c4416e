/** The decoded path of a request's target, and the query to keep on a redirect. */
export interface Target {
  readonly path: string
  readonly query: string
}

/**
 * The target as a Go server reads it: percent-escapes are decoded (bytes that are not UTF-8 become U+FFFD), and only
 * the path of an absolute URL counts. Undefined for a broken escape: a bad request.
 */
export function parseTarget(target: string): Target | undefined {
  const relative = target.replace(/^https?:\/\/[^/?#]*/i, '')
  const [, rawPath = '', query = ''] = /^([^?]*)(\?.*)?$/s.exec(relative) ?? []
  const path = unescapedPath(rawPath)
  return path === undefined ? undefined : { path, query }
}

/** The same path without `//`, `.` and `..`; a slash at the end stays. */
export function cleanPath(path: string): string {
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') kept.pop()
    else kept.push(segment)
  }
  const clean = `/${kept.join('/')}`
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean
}

export const escapePath = (path: string): string => encodeURI(path).replace(/[?#]/g, escapeOne)

const escapeOne = (character: string): string => (character === '?' ? '%3F' : '%23')

function unescapedPath(path: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(path)) return undefined
  const bytes: number[] = []
  for (let at = 0; at < path.length; at++) {
    if (path[at] === '%') {
      bytes.push(Number.parseInt(path.slice(at + 1, at + 3), 16))
      at += 2
    } else bytes.push(path.charCodeAt(at) & 0xff)
  }
  return Buffer.from(bytes).toString('utf8')
}
