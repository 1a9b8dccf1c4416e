import { ipv6Text } from '@understudy/shared'
import { types } from '../wire/codes.ts'

/** The address in a record's data. Null: the type has none. Undefined: wrong length. */
export function addressOf(type: number, data: Buffer): string | null | undefined {
  switch (type) {
    case types.a:
      return data.length === 4 ? data.join('.') : undefined
    case types.aaaa:
      return data.length === 16
        ? ipv6Text(Array.from({ length: 8 }, (_, i) => data.readUInt16BE(2 * i)))
        : undefined
    default:
      return null
  }
}
