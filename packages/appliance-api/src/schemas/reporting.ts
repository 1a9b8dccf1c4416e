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

/** `/api/reporting.xsd` of an era (API-02). */
export const reportingSchema = (era: Era): string =>
  schemaOf(
    era,
    'reporting',
    [
      complex('session_list', sequence(complex('session', session(era), any))),
      complex('team_activity_list', sequence(complex('team_activity', teamActivity, any))),
      complex('license_usage_list', sequence(complex('license_usage', licenceUsage, any))),
      complex('jump_item_list', sequence(complex('jump_item', jumpItem, any))),
      complex(
        'archive_list',
        sequence(
          complex('event_archive', archived('start_time'), any),
          complex('state_archive', archived('time'), any),
        ),
      ),
      complex('exit_survey_list', sequence(complex('exit_survey', exitSurvey, any))),
      complex('summary_list', sequence(complex('summary', sum, any))),
      complex('session_summary_list', sequence(complex('session_summary', summary(era), any))),
    ].join('\n'),
  )

const moment = (name: string, occurs = ''): string =>
  labelled(name, 'dateTime', [attribute('timestamp', 'integer')], occurs)

const licenceUsage = sequence(
  moment('start_time'),
  simple('peak_licenses', 'integer'),
  simple('unique_representatives', 'integer'),
)

const jumpItem = sequence(
  simple('name', 'string'),
  simple('type', 'string'),
  simple('version', 'string'),
  moment('last_check_in', optional),
)

const archived = (time: string): string => sequence(simple('index', 'integer'), moment(time))

const summary = (era: Era): string =>
  [
    attribute('lsid', 'string'),
    ...(era.hasLseq ? [attribute('lseq', 'integer')] : []),
    attribute('external_key', 'string'),
    attribute('has_recording', 'boolean'),
  ].join('\n')

const sum = [
  sequence(
    simple('display_name', 'string'),
    simple('session_count', 'integer'),
    simple('total_duration', 'string'),
    simple('average_duration', 'string'),
  ),
  attribute('id', 'integer'),
].join('\n')

const numbered = attribute('gsnumber', 'integer')

const questionList = complex(
  'question_list',
  sequence(
    complex(
      'question',
      [
        sequence(
          simple('type', 'string'),
          simple('name', 'string'),
          simple('label', 'string'),
          simple('report_header', 'string'),
          complex('answer_list', sequence(simple('answer', 'string', any))),
        ),
        attribute('id', 'integer'),
      ].join('\n'),
      any,
    ),
  ),
)

const surveyList = (list: string, element: string): string =>
  complex(
    list,
    sequence(complex(element, [sequence(questionList), numbered].join('\n'), any)),
    optional,
  )

const numberedRep = [numbered, attribute('id', 'integer')]

const exitSurvey = [
  sequence(
    labelled('submitted_by', 'string', [attribute('type', 'string')]),
    labelled('primary_rep', 'string', numberedRep),
    labelled('primary_customer', 'string', [numbered]),
    complex('rep_list', sequence(labelled('representative', 'string', numberedRep, any))),
    questionList,
  ),
  attribute('lsid', 'string'),
  attribute('timestamp', 'integer'),
  attribute('ts', 'integer'),
].join('\n')

const session = (era: Era): string =>
  [
    sequence(
      simple('session_type', 'string'),
      ...(era.hasLseq ? [simple('lseq', 'integer')] : []),
      labelled('start_time', 'dateTime', [attribute('timestamp', 'integer')]),
      labelled('end_time', 'dateTime', [attribute('timestamp', 'integer')], optional),
      simple('duration', 'string', optional),
      labelled('public_site', 'string', [attribute('id', 'integer')]),
      simple('external_key', 'string'),
      customAttributes(optional),
      ...addresses.map((name) => simple(name, 'anyURI', optional)),
      simple('file_transfer_count', 'integer'),
      simple('file_move_count', 'integer'),
      simple('file_delete_count', 'integer'),
      labelled('primary_customer', 'string', [numbered]),
      labelled('primary_rep', 'string', [numbered, attribute('id', 'integer')]),
      complex('customer_list', sequence(complex('customer', customer, any))),
      complex('rep_list', sequence(complex('representative', representative(era), any))),
      complex(
        'team_list',
        sequence(labelled('team', 'string', [attribute('id', 'integer')], any)),
        optional,
      ),
      surveyList('cust_survey_list', 'cust_exit_survey'),
      surveyList('rep_survey_list', 'rep_exit_survey'),
      complex('session_details', sequence(complex('event', event, any))),
    ),
    attribute('lsid', 'string'),
  ].join('\n')

const addresses = [
  'session_chat_view_url',
  'session_chat_download_url',
  'session_recording_view_url',
  'session_recording_download_url',
]

const machine = ['public_ip', 'private_ip', 'hostname', 'os'].map((name) => simple(name, 'string'))

const customer = [
  sequence(
    simple('username', 'string'),
    ...machine,
    simple('primary_cust', 'boolean'),
    complex(
      'info',
      sequence(
        ...['name', 'company', 'company_code', 'issue', 'details'].map((name) =>
          simple(name, 'string'),
        ),
      ),
    ),
  ),
  numbered,
].join('\n')

const representative = (era: Era): string =>
  [
    sequence(
      simple('username', 'string'),
      simple('display_name', 'string'),
      ...(era.hasDisplayNames
        ? [simple('public_display_name', 'string'), simple('private_display_name', 'string')]
        : []),
      ...machine,
      simple('session_owner', 'boolean'),
      simple('primary_rep', 'boolean'),
      simple('seconds_involved', 'integer', optional),
    ),
    numbered,
    attribute('id', 'integer'),
  ].join('\n')

const actor = (name: string, occurs = ''): string =>
  labelled(name, 'string', [attribute('type', 'string'), numbered], occurs)

const field = (occurs: string): string =>
  labelled('field', 'string', [attribute('name', 'string')], occurs)

const systemInformation = sequence(
  complex(
    'category',
    [
      sequence(
        complex('description', sequence(field(any))),
        complex('data', sequence(complex('row', sequence(field(any)), any))),
      ),
      attribute('name', 'string'),
    ].join('\n'),
    any,
  ),
)

const namedValue = [attribute('name', 'string'), attribute('value', 'string')].join('\n')

const teamActivity = [
  sequence(
    complex(
      'events',
      sequence(
        complex(
          'event',
          [
            sequence(
              labelled('performed_by', 'string', [attribute('type', 'string')]),
              complex('data', sequence(complex('value', namedValue, any))),
            ),
            attribute('timestamp', 'integer'),
            attribute('event_type', 'string'),
          ].join('\n'),
          any,
        ),
      ),
    ),
  ),
  attribute('id', 'integer'),
  attribute('name', 'string'),
].join('\n')

const event = [
  sequence(
    actor('performed_by'),
    actor('destination', optional),
    simple('body', 'string', optional),
    simple('encoded_body', 'base64Binary', optional),
    simple('filename', 'string', optional),
    simple('filesize', 'integer', optional),
    complex('data', sequence(complex('value', namedValue, any)), optional),
    complex('system_information', systemInformation, optional),
  ),
  attribute('timestamp', 'integer'),
  attribute('event_type', 'string'),
].join('\n')
