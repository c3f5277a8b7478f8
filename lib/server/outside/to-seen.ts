import type { SeenFile } from '@/lib/db/seen-files'
import type { FileSnapshot } from '@/lib/mailroot/store'
import { isFollowed, MAX_FOLLOWED_BYTES } from './followed-files'

/** A file as it is kept; nothing where it could not be read, is too large to be kept, or is not followed. */
export function toSeen(file: FileSnapshot | undefined): SeenFile[] {
  if (!file || file.state === 'unreadable' || !isFollowed(file.path)) return []
  if (file.state === 'absent') return [{ path: file.path, bytes: null, digest: null }]
  const { path, bytes, digest } = file
  return bytes.length > MAX_FOLLOWED_BYTES ? [] : [{ path, bytes, digest }]
}
