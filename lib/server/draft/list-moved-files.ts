import { listExpected } from '@/lib/db/seen-files'
import type { MailRootPath } from '@/lib/xmail/path'
import type { Container } from '../container'
import type { OpenDraft } from './open-draft'

/**
 * The files of a draft that are others by now than it was made on, as far as the console has looked: the server is not
 * asked, so that every page can tell.
 */
export async function listMovedFiles(
  { records }: Pick<Container, 'records'>,
  serverId: string,
  { edits, base }: Pick<OpenDraft, 'edits' | 'base'>,
): Promise<MailRootPath[]> {
  if (edits.length === 0) return []
  const expected = await listExpected(records, serverId)
  return [...new Set(edits.map(({ path }) => path))].filter((path) => {
    const digests = expected.get(path)?.digests
    const was = base[path]
    return digests && was !== undefined && !digests.includes(was)
  })
}
