import type { Era } from '../era.ts'
import {
  any,
  attribute,
  complex,
  labelled,
  optional,
  schemaOf,
  sequence,
  simple,
} from './schema.ts'

/** `/api/command.xsd` of an era (API-03). */
export const commandSchema = (era: Era): string =>
  schemaOf(
    era,
    'command',
    [
      simple('success', 'string'),
      complex('health_check', healthCheck),
      complex('api_information', apiInformation(era)),
    ].join('\n'),
  )

const healthCheck = sequence(
  labelled('appliance', 'string', [attribute('id', 'string')]),
  simple('version', 'string'),
  simple('success', 'boolean'),
  simple('error_message', 'string', optional),
  simple('failover_role', 'string'),
  complex('enabled_shared_ips', sequence(simple('ip', 'string', any)), optional),
  labelled('last_data_sync_time', 'dateTime', [attribute('ts', 'integer')], optional),
  simple('last_data_sync_status', 'string', optional),
)

const apiInformation = (era: Era): string =>
  sequence(
    simple('api_version', 'string'),
    ...(era.namesCompany ? [simple('company_name', 'string')] : []),
    simple('timestamp', 'integer'),
    complex(
      'permissions',
      sequence(labelled('permission', 'string', [attribute('name', 'string')], any)),
    ),
  )
