import { ApiError } from '../api-error.ts'
import { goString } from '../json/go-encode.ts'

/** What goes back on the wire. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const json = (status: number, body: string): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body,
})

export const noContent: Answer = { status: 204, headers: {}, body: '' }

/** Like Go's http.Error: plain text with a newline, and no type sniffing. */
export const plain = (status: number, text: string): Answer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
  body: `${text}\n`,
})

export const empty = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
  body: '',
})

/** The refusal's fields, in order, followed by `more`. */
export const errorJson = (error: ApiError, more = ''): string =>
  `{"error":${goString(error.message)},"status":${error.status}${more}}`

/** Any failure that is not a refusal becomes 500 with its own words. */
export const apiErrorOf = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError(500, error instanceof Error ? error.message : String(error))

export const refusedWith = (error: ApiError): Answer => plain(error.status, errorJson(error))
