import type { ApplianceEffect } from '@understudy/appliance-core'
import { unreachable } from '@understudy/shared'
import type { VirtualLinks } from '../fabric/links.ts'
import type { HostPort } from './host-port.ts'

type OnLink = Extract<ApplianceEffect, { kind: 'dial' | 'send' | 'close-link' | 'fetch-blobs' }>

/** What a host does on its links to others. */
export function performOnLink(host: HostPort, links: VirtualLinks, effect: OnLink): void {
  switch (effect.kind) {
    case 'dial':
      links.dial(host, effect.link, effect.host, effect.port)
      return
    case 'send':
      links.send(host, effect.link, effect.message)
      return
    case 'close-link':
      links.close(host, effect.link, effect.reason)
      return
    case 'fetch-blobs':
      links.fetchBlobs(host, effect.link, effect.blobs, effect.bytesPerSecond)
      return
    default:
      unreachable(effect)
  }
}
