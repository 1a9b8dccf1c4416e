import type { JSX } from 'preact'
import type { Field } from '../forms/fields.ts'
import type { Words } from '../languages/words.ts'

export interface InputProps {
  readonly words: Words
  readonly field: Field
  readonly id: string
  /** By this name the form sends it. */
  readonly path: string
  readonly label: string
  readonly values: readonly string[]
}

/** One field with its label, as HTML has it: nothing needs script. */
export function FieldInput(props: InputProps): JSX.Element {
  const { field } = props
  switch (field.kind) {
    case 'yes-no':
    case 'confirmation':
      return <TickBox {...props} />
    case 'choice':
      return <Choice {...props} options={field.values} />
    case 'choices':
      return <Choices {...props} options={field.values} />
    case 'lines':
    case 'records':
      return <Lines {...props} />
    default:
      return <Line {...props} />
  }
}

/** An unticked box sends nothing; the hidden field before it says no. */
function TickBox({ field, id, path, label, values }: InputProps): JSX.Element {
  return (
    <p class="tick">
      {field.kind === 'yes-no' && <input type="hidden" name={path} value="false" />}
      <input
        type="checkbox"
        id={id}
        name={path}
        value="true"
        checked={values.at(-1) === 'true'}
        required={field.kind === 'confirmation'}
      />
      <label for={id}>{label}</label>
    </p>
  )
}

type WithOptions = InputProps & { readonly options: readonly string[] }

function Choice({ words, field, id, path, label, values, options }: WithOptions): JSX.Element {
  const [chosen] = values
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select id={id} name={path}>
        {!field.required && chosen === undefined && <option value="">–</option>}
        {options.map((value) => (
          <option key={value} value={value} selected={value === chosen}>
            {words.choice(value)}
          </option>
        ))}
      </select>
    </p>
  )
}

function Choices({ words, id, path, label, values, options }: WithOptions): JSX.Element {
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      <input type="hidden" name={path} value="" />
      {options.map((value) => (
        <span class="tick" key={value}>
          <input
            type="checkbox"
            id={`${id}-${value}`}
            name={path}
            value={value}
            checked={values.includes(value)}
          />
          <label for={`${id}-${value}`}>{words.choice(value)}</label>
        </span>
      ))}
    </fieldset>
  )
}

function Lines({ words, field, id, path, label, values }: InputProps): JSX.Element {
  const form = field.kind === 'records' ? `, ${field.keys.join(' = ')}` : ''
  return (
    <p class="field">
      <label for={id}>
        {label} <small>({`${words.text('frame.one-a-line')}${form}`})</small>
      </label>
      <textarea id={id} name={path} rows={3}>
        {values.join('\n')}
      </textarea>
    </p>
  )
}

function Line({ words, field, id, path, label, values }: InputProps): JSX.Element {
  return (
    <p class="field">
      <label for={id}>
        {label}
        {field.kind === 'seconds' && <small> ({words.text('frame.seconds')})</small>}
        {!field.required && values.length === 0 && <small> ({words.text('frame.optional')})</small>}
      </label>
      <input
        id={id}
        name={path}
        required={field.required}
        {...attributesOf(field)}
        {...(field.kind === 'secret' || field.kind === 'file' ? {} : { value: values[0] ?? '' })}
      />
    </p>
  )
}

function attributesOf(field: Field): JSX.IntrinsicElements['input'] {
  switch (field.kind) {
    case 'secret':
      return { type: 'password', autoComplete: 'off', ...longest(field) }
    case 'text':
      return {
        type: 'text',
        ...longest(field),
        ...(field.pattern ? { pattern: field.pattern } : {}),
      }
    case 'number':
      return { type: 'number', step: 1, ...range(field) }
    case 'seconds':
      return { type: 'number', step: 'any', ...range(field) }
    case 'moment':
      return { type: 'datetime-local', step: 1 }
    case 'file':
      return { type: 'file' }
    default:
      return { type: 'text' }
  }
}

const longest = ({ longest }: { readonly longest?: number }) =>
  longest === undefined ? {} : { maxLength: longest }

const range = ({ least, most }: { readonly least?: number; readonly most?: number }) => ({
  ...(least === undefined ? {} : { min: least }),
  ...(most === undefined ? {} : { max: most }),
})
