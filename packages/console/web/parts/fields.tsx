/** As much of JSON Schema as the operations' inputs use. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly maxLength?: number
}

/** A union of objects is a choice between forms. */
export const variantsOf = (schema: Schema | undefined): readonly Schema[] =>
  schema === undefined ? [] : (schema.anyOf ?? [schema])

/** The words that a field may hold; empty = anything of its type. */
const choicesOf = ({ enum: words, anyOf, const: only, type }: Schema): readonly unknown[] => {
  if (only !== undefined) return [only]
  if (words !== undefined) return words
  if (type === 'boolean') return [true, false]
  const all = anyOf?.map((one) => one.const) ?? []
  return all.every((one) => one !== undefined) ? all : []
}

const isNumber = ({ type }: Schema): boolean => type === 'number' || type === 'integer'

/** One field of a form, by its schema; whatever has no form of its own is written as JSON. */
export function Field({
  name,
  schema,
  isRequired,
  isSecret,
  text,
  onText,
}: {
  name: string
  schema: Schema
  isRequired: boolean
  isSecret: boolean
  text: string
  onText: (text: string) => void
}) {
  const choices = choicesOf(schema)
  if (schema.const !== undefined) return null
  const label = `${name}${isRequired ? '' : ' (optional)'}`
  if (choices.length > 0)
    return (
      <label>
        {label}
        <select
          value={text}
          required={isRequired}
          onChange={(event) => onText(event.currentTarget.value)}
        >
          <option value="">{isRequired ? 'choose' : '—'}</option>
          {choices.map((one) => (
            <option key={String(one)}>{String(one)}</option>
          ))}
        </select>
      </label>
    )
  const common = {
    id: `field-${name}`,
    autocomplete: 'off',
    required: isRequired,
    value: text,
    onInput: (event: { currentTarget: HTMLInputElement }) => onText(event.currentTarget.value),
  } as const
  return (
    <div class="field">
      <label for={common.id}>{label}</label>
      {isSecret ? (
        <input type="password" {...common} />
      ) : isNumber(schema) ? (
        <input type="number" step={schema.type === 'integer' ? 1 : 'any'} {...common} />
      ) : (
        <input type="text" {...common} />
      )}
    </div>
  )
}

/** What the form says, as the operation takes it; empty optional fields are left out. */
export function valueIn(
  schema: Schema | undefined,
  texts: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(schema?.properties ?? {}).flatMap(
    ([name, one]): [string, unknown][] => {
      if (one.const !== undefined) return [[name, one.const]]
      const text = texts[name] ?? ''
      return text === '' ? [] : [[name, parsed(one, text)]]
    },
  )
  return Object.fromEntries(entries)
}

function parsed(schema: Schema, text: string): unknown {
  const choice = choicesOf(schema).find((one) => String(one) === text)
  if (choice !== undefined) return choice
  if (schema.type === 'string') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
