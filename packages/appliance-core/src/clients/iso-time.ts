const dayMs = 86_400_000

/** A time as RFC 3339 in UTC, to the second: "2012-11-03T22:00:00Z". For times from 1970 on. */
export function isoTimeOf(ms: number): string {
  const { year, month, day } = dateOf(Math.floor(ms / dayMs))
  const seconds = Math.floor((ms % dayMs) / 1_000)
  const clock = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}T${clock}Z`
}

const twoDigits = (n: number): string => String(Math.floor(n)).padStart(2, '0')

/**
 * The civil date of a day counted from 1970-01-01. Years are taken to begin in March, so that the leap
 * day is their last; 400 of them always have 146,097 days.
 */
function dateOf(days: number): { year: number; month: number; day: number } {
  const sinceMarch0 = days + 719_468
  const era = Math.floor(sinceMarch0 / 146_097)
  const dayOfEra = sinceMarch0 - era * 146_097
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day }
}
