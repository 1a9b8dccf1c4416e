import type { Era } from '../era.ts'
import {
  any,
  attribute,
  complex,
  customAttributes,
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
      complex('session_key', sessionKey),
      complex(
        'session_attributes',
        [sequence(customAttributes()), attribute('lsid', 'string')].join('\n'),
      ),
      complex('health_check', healthCheck),
      complex('api_information', apiInformation(era)),
      complex('logged_in_reps', sequence(complex('rep', rep(era), any))),
      complex('support_teams', sequence(complex('support_team', team, any))),
      complex('appliances', sequence(complex('appliance', appliance, any))),
      complex('connected_client_list', sequence(complex('client_summary', clientSummary, any))),
      complex('connected_clients', sequence(complex('client', client, any))),
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

const sessionKey = sequence(
  simple('type', 'string'),
  simple('ttl', 'integer', optional),
  labelled('expires', 'integer', [attribute('ts', 'integer')]),
  labelled('queue', 'string', [attribute('available', 'boolean')]),
  simple('queue_id', 'string', optional),
  simple('external_key', 'string', optional),
  simple('short_key', 'string'),
  simple('key_url', 'anyURI'),
  simple('mail_subject', 'string'),
  simple('mail_body', 'string'),
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

const rep = (era: Era): string =>
  [
    sequence(
      simple('username', 'string'),
      simple('display_name', 'string'),
      ...(era.hasDisplayNames
        ? [
            ...['public_display_name', 'private_display_name', 'type', 'direct_link'].map((name) =>
              simple(name, 'string'),
            ),
            labelled('logged_in_since', 'dateTime', [attribute('ts', 'integer')]),
            simple('presentation_count', 'integer'),
            simple('support_session_count', 'integer'),
            simple('showing_on_rep_list', 'boolean'),
          ]
        : []),
    ),
    attribute('id', 'integer'),
  ].join('\n')

const named = (element: string, id: string): string =>
  labelled(element, 'string', [attribute('id', id)], any)

const team = [
  sequence(
    simple('name', 'string'),
    complex('issues', sequence(named('issue', 'string'))),
    complex('members', sequence(named('representative', 'integer')), optional),
  ),
  attribute('id', 'integer'),
].join('\n')

const appliance = [
  sequence(simple('hostname', 'string'), simple('failover_role', 'string')),
  attribute('id', 'string'),
].join('\n')

const clientSummary = [
  sequence(complex('client', attribute('id', 'string'), any)),
  attribute('type', 'string'),
  attribute('count', 'integer'),
].join('\n')

const client = [
  sequence(
    simple('name', 'string'),
    simple('user_id', 'integer', optional),
    simple('version', 'string'),
    labelled('connected_since', 'dateTime', [attribute('ts', 'integer')]),
    simple('lsid', 'string', optional),
  ),
  attribute('id', 'string'),
  attribute('type', 'string'),
].join('\n')
