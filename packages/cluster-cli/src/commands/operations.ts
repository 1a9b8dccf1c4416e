import {
  clientsOperations,
  networkOperations,
  operationNames,
  operationOf,
  witnessOperations,
} from '@understudy/shared'
import type { Command } from '../usage/command.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { fieldLines } from '../usage/operation-fields.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

export const operations: Command = {
  name: 'operations',
  summary: 'list the operations of appliances, network, clients and witness, the verbs of do',
  synopsis: '',
  options: {},
  examples: ['understudy operations', 'understudy do b sync-now'],
  run: async (args, { out }) => {
    wordsOf(parseOptions(args, {}).words, [])
    for (const name of operationNames) {
      const { title, page, roles, input, secret = [] } = operationOf(name)
      out(`${name}\n  ${title}\n  page: ${page}; roles: ${roles.join(', ')}\n`)
      for (const line of fieldLines(input, secret)) out(`    ${line}\n`)
    }
    for (const [of, table] of [
      ['network', networkOperations],
      ['clients', clientsOperations],
      ['witness', witnessOperations],
    ] as const) {
      out(`\noperations of the ${of}: understudy do ${of} <operation>\n\n`)
      for (const [name, { title, input }] of Object.entries(table)) {
        out(`${name}\n  ${title}\n`)
        for (const line of fieldLines(input, [])) out(`    ${line}\n`)
      }
    }
    return exitCodes.ok
  },
}
