import {
  accepted,
  base64Of,
  commandRefusal,
  isUpdateServerOperation,
  type LabCommand,
  type NetworkCommand,
  type Outcome,
  refusal,
  refused,
  unknownOperation,
  updateServerOperations,
} from '@understudy/shared'
import type { KeptServer } from './state/kept-server.ts'
import type { SavedFiles } from './state/saved-files.ts'

interface CommandPorts {
  readonly server: KeptServer
  readonly files: SavedFiles
  /** Where the door for curl has that file. */
  readonly urlTo: (link: string, file: string) => string
}

/** Answers what comes from the lab, by its table: appliances' questions, and people's. */
export function commandAnswerer({
  server,
  files,
  urlTo,
}: CommandPorts): (command: LabCommand) => Promise<Outcome<unknown>> {
  return async (command) => {
    if (!isUpdateServerOperation(command.kind))
      return refused(unknownOperation(command.kind, Object.keys(updateServerOperations)))
    const { kind, input } = command as NetworkCommand
    const why = commandRefusal(updateServerOperations, kind, input)
    if (why !== null) return refused(why)
    switch (kind) {
      case 'ask-update-server': {
        const outcome = await server.answer({ question: input.question, mac: input.mac })
        if (!outcome.ok) return outcome
        const { offers, file } = outcome.value
        return accepted({ offers: [...offers], content: file === null ? null : base64Of(file) })
      }
      case 'fetch-download': {
        const bytes = files.read(input.file)
        return bytes === undefined
          ? refused(refusal('package-missing', { found: input.file }))
          : accepted({ content: base64Of(bytes) })
      }
      case 'update-server-status':
      case 'redeem-key':
      case 'support-download':
      case 'ask-support':
      case 'release-build':
      case 'order-licences':
        return server.command({ kind, input } as Parameters<KeptServer['command']>[0], urlTo)
      default:
        throw new Error(`${kind} is not the update server's`)
    }
  }
}
