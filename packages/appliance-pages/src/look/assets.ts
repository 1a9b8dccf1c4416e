import { assetPaths } from '../paths.ts'
import { icon } from './icon.ts'
import { liveScript } from './live-script.ts'
import { style } from './style.ts'

export interface Asset {
  readonly path: string
  readonly type: string
  readonly text: string
}

/** What pages fetch besides themselves; nothing else is loaded, from nowhere. */
export const assets: readonly Asset[] = [
  { path: assetPaths.style, type: 'text/css; charset=utf-8', text: style },
  { path: assetPaths.script, type: 'text/javascript; charset=utf-8', text: liveScript },
  { path: assetPaths.icon, type: 'image/svg+xml', text: icon },
]
