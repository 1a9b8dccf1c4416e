const two = (n: number): string => String(n).padStart(2, '0')

/** Lab time as people read it, to the second. */
export function clock(atMs: number): string {
  const at = new Date(atMs)
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
}

export const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)

/** "2 min 5 s" */
export function span(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1_000))
  if (s < 60) return `${s} s`
  if (s < 3_600) return `${Math.floor(s / 60)} min ${s % 60} s`
  return `${Math.floor(s / 3_600)} h ${Math.floor((s % 3_600) / 60)} min`
}

export function bytes(n: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB']
  const unit = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(n) / 10))
  return `${(n / 1024 ** unit).toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`
}

export const count = (n: number): string => n.toLocaleString('en-GB')
