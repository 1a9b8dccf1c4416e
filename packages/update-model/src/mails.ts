import type { Mail, UpdateOffer } from '@understudy/shared'

/** The vendor's address for whoever answers. */
const from = 'updates@vendor.example'

/** Whoever looks after the site: its mail goes to its domain. */
const customerOf = (siteHostname: string): string =>
  `administrator@${siteHostname.split('.').slice(1).join('.') || siteHostname}`

/** The vendor tells when a customer's build can be downloaded (G2: the e-mail that a rollout begins with). */
export const buildReadyMail = (
  siteHostname: string,
  { name }: Pick<UpdateOffer, 'name'>,
): Mail => ({
  from,
  to: [customerOf(siteHostname)],
  subject: `${name} is ready for ${siteHostname}`,
  text: `The build of ${name} for ${siteHostname} is ready. Check for Updates at /appliance > Support > Updates lists it; a box in a restricted network takes it by hand: Appliance Download Key, then Manual Installation.
`,
})

/** Support's answer to who asks for a download: below Base 3.3.2 there is no key, and no package is offered twice (UPD-04). */
export const downloadMail = (
  siteHostname: string,
  { name }: Pick<UpdateOffer, 'name'>,
  link: string,
): Mail => ({
  from,
  to: [customerOf(siteHostname)],
  subject: `Your download of ${name}`,
  text: `The package that you asked for, built for one appliance: ${link}. Upload the file at /appliance > Support > Updates > Manual Installation.
`,
})
