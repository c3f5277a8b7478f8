import { createRevision } from '@/lib/db/revisions'
import { err, ok, type Result } from '@/lib/errors'
import { digestOf } from '@/lib/mailroot/digest'
import type { Person } from '@/lib/people/person'
import { switchFinger } from '@/lib/xmail/start-file'
import { fromByteString, toByteString } from '@/lib/xmail/tab'
import { journalOf } from '../apply/journal-of'
import { runToEnd } from '../apply/run-to-end'
import type { Container } from '../container'
import { type OpenStartFile, openStartFile } from './open-start-file'
import { readStartBytes } from './read-start-bytes'

export interface SwitchStartFile {
  readonly serverId: string
  readonly person: Person
  readonly to: 'on' | 'off'
  /** Of the bytes whose one changed line was looked at. */
  readonly digest: string
}

type World = Pick<Container, 'records' | 'stores' | 'log'>

/**
 * Puts `-F-` into the start file, or takes it out, as any change is applied: the old bytes are kept in a Revision, the
 * file is read again, written, read back, and put back where it is not as planned. Gives the Revision; the work goes on
 * without the request. Errors: DRIFTED {path}, NOTHING_TO_CHANGE, APPLY_IN_PROGRESS, those of opening and reading.
 */
export async function switchStartFile(
  world: World,
  { serverId, person, to, digest }: SwitchStartFile,
): Promise<Result<{ revisionId: string; ended: Promise<void> }>> {
  const opened = await openStartFile(world, serverId)
  if (!opened.ok) return opened
  const begun = await begin(opened.value)
  if (!begun.ok) await opened.value.store.close()
  return begun

  async function begin(file: OpenStartFile): Promise<Result<{ revisionId: string; ended: Promise<void> }>> {
    const there = await readStartBytes(file)
    if (!there.ok) return there
    if (there.value.digest !== digest) return err('DRIFTED', { path: file.path })
    const text = switchFinger(toByteString(there.value.bytes), to)
    if (text === null) return err('NOTHING_TO_CHANGE')
    const bytes = { before: there.value.bytes, after: fromByteString(text) }
    const revision = await createRevision(world.records, {
      serverId,
      actor: { id: person.id, name: person.name },
      reason: '',
      summary: { paths: [file.path], meaning: null },
      files: [{ path: file.path, ...bytes, beforeDigest: digest, afterDigest: digestOf(bytes.after) }],
    })
    if (!revision.ok) return revision
    const { id } = revision.value
    const { store } = file
    const ended = runToEnd(world, {
      serverId,
      revisionId: id,
      files: [{ path: file.name, ...bytes }],
      store,
      journal: journalOf(world, id, file.path),
    }).then(() => store.close())
    return ok({ revisionId: id, ended })
  }
}
