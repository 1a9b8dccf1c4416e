/** One point of the chart of requests: how long they took in a span, in milliseconds. */
export interface RequestPoint {
  readonly atMs: number
  readonly count: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** The chart's points, one for each stretch of lab time in which there were requests. */
export interface RequestSeries {
  stretchMs: number
  points: RequestPoint[]
}

/** At this many, stretches become twice as long: the chart covers the whole time and does not grow. */
export const pointsMax = 1_200
const firstStretchMs = 1_000

export const noRequests = (): RequestSeries => ({ stretchMs: firstStretchMs, points: [] })

/** Adds a point to its stretch; of those that are joined the worst p99 stays, for that is what people look for. */
export function addPoint(series: RequestSeries, point: RequestPoint): void {
  put(series, point)
  while (series.points.length >= pointsMax) {
    const { points } = series
    series.stretchMs *= 2
    series.points = []
    for (const one of points) put(series, one)
  }
}

function put({ points, stretchMs }: RequestSeries, point: RequestPoint): void {
  const last = points.at(-1)
  const stretchOf = ({ atMs }: RequestPoint): number => Math.floor(atMs / stretchMs)
  if (last === undefined || stretchOf(last) !== stretchOf(point)) points.push(point)
  else points[points.length - 1] = joined(last, point)
}

function joined(one: RequestPoint, other: RequestPoint): RequestPoint {
  const count = one.count + other.count
  const p50Ms =
    count === 0 ? other.p50Ms : (one.p50Ms * one.count + other.p50Ms * other.count) / count
  return { atMs: other.atMs, count, p50Ms, p99Ms: Math.max(one.p99Ms, other.p99Ms) }
}
