import {
  type ApplianceOperation,
  adminApiPath,
  csrfHeader,
  operationNames,
  operationOf,
  operationPath,
} from '@understudy/shared'
import { sessionCookieNameOf } from './session-cookies.ts'

const json = (schema: unknown): object => ({ content: { 'application/json': { schema } } })
const schemaOf = (name: string): object => ({ $ref: `#/components/schemas/${name}` })

/** The admin API's OpenAPI 3.1 description, made only from the table of operations (WEB-06). */
export function openApiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Understudy appliance: admin API', version },
    servers: [{ url: adminApiPath }],
    security: [
      { adminToken: [] },
      { loginSession: [], csrf: [] },
      { applianceSession: [], csrf: [] },
    ],
    paths: Object.fromEntries(
      operationNames.map((name) => [
        operationPath(name),
        { post: pathOf(name, operationOf(name)) },
      ]),
    ),
    components: {
      securitySchemes: {
        adminToken: { type: 'http', scheme: 'bearer' },
        loginSession: { type: 'apiKey', in: 'cookie', name: sessionCookieNameOf('login') },
        applianceSession: { type: 'apiKey', in: 'cookie', name: sessionCookieNameOf('appliance') },
        csrf: { type: 'apiKey', in: 'header', name: csrfHeader },
      },
      schemas: { Refused: refusedSchema },
    },
  }
}

function pathOf(name: string, operation: ApplianceOperation): object {
  return {
    operationId: name,
    summary: operation.title,
    description: `Page: ${operation.page}. Roles: ${operation.roles.join(', ')}.`,
    tags: [operation.who],
    ...(operation.who === 'anyone' ? { security: [] } : {}),
    'x-roles': operation.roles,
    'x-page': operation.page,
    'x-kind': operation.kind,
    'x-during-maintenance': operation.duringMaintenance,
    'x-secret-fields': operation.secret ?? [],
    requestBody: { required: false, ...json(operation.input) },
    responses: {
      200: { description: 'Done', ...json(accepted(operation.output)) },
      default: { description: 'Refused', ...json(schemaOf('Refused')) },
    },
  }
}

/** What a 200 carries: the operation's own output. */
const accepted = (output: object): object => ({
  type: 'object',
  required: ['ok', 'value'],
  properties: { ok: { const: true }, value: output },
})

const refusedSchema = {
  type: 'object',
  required: ['ok', 'refusal'],
  properties: {
    ok: { const: false },
    refusal: {
      type: 'object',
      required: ['code', 'message', 'details'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        details: { type: 'object' },
      },
    },
  },
}
