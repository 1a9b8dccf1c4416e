// The hook of Node.js that hands a compiled file on with the points in it.
let files = {}

export function initialize(data) {
  files = data
}

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context)
  const edits = files[url]
  if (edits === undefined) return loaded
  if (typeof edits === 'string') return { ...loaded, source: edits }
  let text = String(loaded.source)
  for (const edit of edits) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
  return { ...loaded, source: text }
}
