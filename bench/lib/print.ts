import { cpus } from 'node:os'

/** One measured figure beside its limit, as one line that people and programs can read. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the issue or a reference in the same run sets; `aim` is better still. */
  readonly limit: string
  readonly met: boolean
}

/** Prints what a figure rests on: bench, seed, versions, machine. */
export function printHead(bench: string, seed: string): void {
  const [cpu] = cpus()
  console.log(
    `${bench}: seed ${seed}, Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown'}`,
  )
}

export function printFigure(figure: Figure): void {
  const value = figure.value >= 100 ? figure.value.toFixed(0) : figure.value.toPrecision(3)
  console.log(
    `  ${figure.name}: ${value} ${figure.unit} (limit: ${figure.limit}) ${figure.met ? 'met' : 'NOT MET'}`,
  )
  if (!figure.met) process.exitCode = 1
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
