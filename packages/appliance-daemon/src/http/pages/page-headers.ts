import type { FastifyHelmetOptions } from '@fastify/helmet'

const self = "'self'"
const nothing = "'none'"

/** What browsers may do with a page (SEC-02): nothing inline, nothing from elsewhere, in nobody's frame, no form to elsewhere. */
export const pageHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': [nothing],
      'style-src': [self],
      'script-src': [self],
      'connect-src': [self],
      'img-src': [self],
      'form-action': [self],
      'frame-ancestors': [nothing],
      'base-uri': [nothing],
    },
  },
  // Forms say where they come from, which no-referrer would hide from us too.
  referrerPolicy: { policy: 'same-origin' },
  // A lab's certificate is nothing to pin a name of this machine to; there is no other port to fall back to.
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
}
