/**
 * The number by which the product calls a representative. Ours have only names, so it is made of the name (FNV-1a): the same
 * on both boxes, before and after a swing.
 */
export function repIdOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++)
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0
  return (hash & 0x7fffffff) + 1
}
