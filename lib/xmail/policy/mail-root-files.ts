import type { Document } from '@/lib/xmail/tab'

/** A file as policy sees it. Null: there is none. `unread`: nobody has looked, so nothing can be said of it. */
export type PolicyFile = Document | null | 'unread'

/** How policy reads a MailRoot. Paths are relative to it, in XMail's own spelling, and may be of files that no store has. */
export interface MailRootFiles {
  read(path: string): PolicyFile
  /** Whether it is there at all. A listing of its folder is enough to know, where `read` says `unread`. */
  exists(path: string): boolean | 'unread'
}

/** Files at hand. `others`: what is to be said of all that are not among them. */
export function mailRootFiles(
  files: ReadonlyMap<string, Document | null>,
  others: null | 'unread' = 'unread',
): MailRootFiles {
  const read = (path: string): PolicyFile => {
    const file = files.get(path)
    return file === undefined ? others : file
  }
  return {
    read,
    exists(path) {
      const file = read(path)
      return file === 'unread' ? file : file !== null
    },
  }
}
