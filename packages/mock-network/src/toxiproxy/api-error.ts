/** A refusal with the status and the words that Toxiproxy's clients know (NET-10). */
export class ApiError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export const badRequestBody = (why: string) => new ApiError(400, `bad request body: ${why}`)
export const missingField = (field: string) => new ApiError(400, `missing required field: ${field}`)
export const proxyNotFound = () => new ApiError(404, 'proxy not found')
export const proxyAlreadyExists = () => new ApiError(409, 'proxy already exists')
export const invalidStream = () =>
  new ApiError(400, 'stream was invalid, can be either upstream or downstream')
export const invalidToxicType = () => new ApiError(400, 'invalid toxic type')
export const toxicNotFound = () => new ApiError(404, 'toxic not found')
export const toxicAlreadyExists = () => new ApiError(409, 'toxic already exists')
