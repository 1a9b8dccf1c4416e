import type { PortalAnswer } from '@understudy/shared'

const sentences = {
  serving: 'The support portal is open.',
  maintenance: 'Software is being installed; the support portal will be back afterwards.',
  backup: 'This appliance is the backup of its site and does not serve clients.',
  swapping: 'The appliances of this site are exchanging roles; please try again in a moment.',
  checking: 'This appliance asks its peer whether it still may serve; please try again in a moment.',
} as const satisfies Record<PortalAnswer['state'], string>

/** What a browser sees at `/`. */
export function portalPage(answer: PortalAnswer, siteHostname: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(siteHostname)}</title></head>
<body>
<h1>${escapeHtml(siteHostname)}</h1>
<p>${sentences[answer.state]}</p>
<p><small>Understudy: simulated appliance ${escapeHtml(answer.appliance)}, site software ${escapeHtml(answer.siteVersion)}</small></p>
</body>
</html>
`
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
