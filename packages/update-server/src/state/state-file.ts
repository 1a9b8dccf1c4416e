import { existsSync } from 'node:fs'
import { readConfigFile, StartFailure } from '@understudy/lab-channel'
import type { UpdateServerState } from '@understudy/update-model'
import { type Static, Type } from 'typebox'
import { writeWhole } from './whole-file.ts'

const closed = { additionalProperties: false } as const
const Text = Type.String({ maxLength: 253 })
const Names = Type.Array(Text, { maxItems: 10_000 })

const StateForm = Type.Object(
  {
    format: Type.Literal('understudy-update-server-1'),
    accounts: Type.Array(
      Type.Object(
        {
          name: Text,
          guid: Type.Union([Text, Type.Null()]),
          installed: Type.Union([Type.Object({ base: Text, site: Text }, closed), Type.Null()]),
          downloaded: Names,
          licencePackages: Names,
        },
        closed,
      ),
    ),
    released: Names,
    orders: Type.Integer({ minimum: 0 }),
  },
  closed,
)
type StateForm = Static<typeof StateForm>

/** What the vendor knows, kept beyond the process's end, however it ends (UPD-04). */
export class StateFile {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  /** Undefined = nothing was kept yet. A StartFailure says what can be done about a file that is not one. */
  read(): UpdateServerState | undefined {
    if (!existsSync(this.#path)) return undefined
    try {
      const { format: _, ...state } = readConfigFile(StateForm, this.#path)
      return state
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error
      throw new StartFailure(3, `${error.message} Remove it to offer everything anew.`)
    }
  }

  write(state: UpdateServerState): void {
    const form: StateForm = { format: 'understudy-update-server-1', ...state }
    writeWhole(this.#path, Buffer.from(`${JSON.stringify(form, null, 2)}\n`))
  }
}
