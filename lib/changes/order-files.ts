import { directionOf } from '@/lib/xmail/effects'
import { describeMeaning } from './meaning'
import type { FileChange } from './plan'

/**
 * The order in which the files of a change are written. XMail reads its tables anew for each connection, so that between
 * two writes it lives with some old and some new ones. First goes what only closes (allow-lists that shrink, deny-lists
 * that grow), last what only opens: then nothing is more open in between than it is before or after. A file that does
 * both stands in the middle, and is as it is: of two such files that depend on each other no order is safe. A certificate
 * and its key stand side by side.
 */
export function orderFiles(files: readonly FileChange[]): FileChange[] {
  if (files.length < 2) return [...files]
  return files
    .map((file, place) => ({ file, rank: rankOf(file), place: placeBesidePair(files, place) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ file }) => file)
}

function rankOf(file: FileChange): number {
  const { opens, closes } = directionOf(describeMeaning({ files: [file] }))
  if (opens === closes) return 1
  return closes ? 0 : 2
}

/** Their own place in the list, but for a key, which follows its certificate. */
function placeBesidePair(files: readonly FileChange[], place: number): number {
  const isKey = files[place]?.path === 'server.key'
  const certificate = files.findIndex(({ path }) => path === 'server.cert')
  return isKey && certificate >= 0 ? certificate + 0.5 : place
}
