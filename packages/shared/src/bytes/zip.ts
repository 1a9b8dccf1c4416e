import { joinBytes } from './ascii.ts'
import { crc32 } from './gzip.ts'

/** A ZIP file that holds one file, stored as it is (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16); the name is ASCII, the time is none. */
export function zipOf(name: Uint8Array, bytes: Uint8Array): Uint8Array {
  const crc = crc32(bytes)
  const common = [...u16(20), ...u16(0), ...u16(0), ...u16(0), ...u16(0x21), ...u32(crc)]
  const sizes = [...u32(bytes.length), ...u32(bytes.length), ...u16(name.length), ...u16(0)]
  const local = Uint8Array.of(...u32(0x04034b50), ...common, ...sizes)
  const tail = [...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(0)]
  const central = Uint8Array.of(...u32(0x02014b50), ...u16(20), ...common, ...sizes, ...tail)
  const centralAt = local.length + name.length + bytes.length
  const end = Uint8Array.of(
    ...u32(0x06054b50),
    ...[...u16(0), ...u16(0), ...u16(1), ...u16(1)],
    ...[...u32(central.length + name.length), ...u32(centralAt), ...u16(0)],
  )
  return joinBytes(local, name, bytes, central, name, end)
}

const u16 = (value: number): readonly number[] => [value & 255, (value >>> 8) & 255]
const u32 = (value: number): readonly number[] => [...u16(value), ...u16(value >>> 16)]
