import { type ClientKind, compareVersions } from '@understudy/shared'
import type { Context } from '../context.ts'
import { type Admission, type Hello, outdated, turnedAway, upgrade, welcome } from './admission.ts'
import { deskOf } from './desk.ts'
import { admitJumpClient, admitJumpoint } from './jump-client.ts'

/** Who is let in, by kind. Maintenance, backup and swap were refused before this. */
const admissions: Readonly<Record<ClientKind, (ctx: Context, hello: Hello) => Admission>> = {
  console: admitConsole,
  customer: () => welcome,
  probe: () => welcome,
  poller: () => welcome,
  'jump-client': admitJumpClient,
  jumpoint: admitJumpoint,
  button: admitButton,
  'connection-agent': (ctx, hello) =>
    hello.version === ctx.state.software.site ? welcome : outdated(ctx, hello),
  installer: admitInstaller,
}

export function admissionOf(ctx: Context, hello: Hello): Admission {
  return admissions[hello.kind](ctx, hello)
}

/**
 * Licences count consoles that are logged in (CLI-01); a second login under one name needs no second one. A console
 * of another version is welcomed: it learns the site's version and updates itself to it.
 */
function admitConsole(ctx: Context, hello: Hello): Admission {
  const { site } = ctx
  const desk = deskOf(ctx)
  if (hello.provider === true && desk.counts['connection-agent'] === 0)
    return turnedAway('security-provider-unavailable', {
      found: 'no connection agent is connected',
      expected: ctx.state.software.site,
    })
  const others = desk.counts.console - (desk.named.has(`console/${hello.name}`) ? 1 : 0)
  const licences = site.licences + (ctx.state.addedLicences ?? 0)
  return others < licences ? welcome : turnedAway('no-licence', { expected: licences })
}

/** A Button updates itself at its first use, unthrottled (CLI-05, P 8.2). */
function admitButton(ctx: Context, hello: Hello): Admission {
  const order = compareVersions(hello.version, ctx.state.software.site)
  if (order === 0) return welcome
  return order < 0 ? upgrade : outdated(ctx, hello)
}

/** An update of the site invalidates all installers generated before it (CLI-05). */
function admitInstaller(ctx: Context, { version }: Hello): Admission {
  const expected = ctx.state.software.site
  return version === expected
    ? welcome
    : turnedAway('installer-expired', { found: version || 'none', expected })
}
