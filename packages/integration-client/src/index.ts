/*
 * The Integration Client as a program runs it (SPEC 8): its databases, its requests, its files. The state machine is
 * `integration-model`; `understudy integration-client` runs this one.
 *
 * 1. `ExtractionDatabase.open` a file or a PostgreSQL, which makes or alters the tables.
 * 2. Make a door to the site: `httpsDoor`.
 * 3. `runClient`: rounds by schedule, each told with what it came to.
 */

export { hasPassword, isPostgresUrl } from './database/dialects.ts'
export { type DueRecording, ExtractionDatabase } from './database/extraction-database.ts'
export { type Generation, NewerDatabase } from './database/schema.ts'
export { ExtractedFiles } from './files.ts'
export { type PullParts, pullOnce } from './pull-once.ts'
export { type ClientOptions, type Round, runClient } from './run-client.ts'
export { type Credentials, passwordCredentials } from './site/credentials.ts'
export { type HttpsDoorOptions, httpsDoor } from './site/https-door.ts'
export type { SiteAnswer, SiteDoor } from './site/site-door.ts'
