/** One value of a measure, told apart from the others by its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

/** What a process tells about itself when Prometheus asks (LAB-04); units last, as its conventions have it. */
export interface Measure {
  readonly name: string
  readonly help: string
  readonly kind: 'gauge' | 'counter'
  readonly samples: readonly Sample[]
}

/** Read when somebody asks, never before: a lab that nobody measures pays nothing. */
export type ReadMeasures = () => readonly Measure[] | Promise<readonly Measure[]>

export const gauge = (name: string, help: string, samples: readonly Sample[]): Measure => ({
  name,
  help,
  kind: 'gauge',
  samples,
})

/** A gauge with one value and no labels. */
export const gaugeOf = (name: string, help: string, value: number | boolean): Measure =>
  gauge(name, help, [{ value: Number(value) }])

/** 1 for the word that holds now, 0 for the others, so that a change can be seen and drawn. */
export const oneOf = (
  name: string,
  help: string,
  label: string,
  words: readonly string[],
  now: string,
): Measure =>
  gauge(
    name,
    help,
    words.map((word) => ({ labels: { [label]: word }, value: Number(word === now) })),
  )
