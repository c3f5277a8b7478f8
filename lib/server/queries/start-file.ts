import 'server-only'
import { readServer } from '@/lib/db/servers'
import type { Fault } from '@/lib/errors'
import { connectionSchema } from '@/lib/mailroot/connection'
import { can } from '@/lib/people/roles'
import { readStartFile as read, switchFinger } from '@/lib/xmail/start-file'
import { fromByteString, toByteString } from '@/lib/xmail/tab'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { openStartFile } from '../start-file/open-start-file'
import { readStartBytes } from '../start-file/read-start-bytes'
import { showStartDiff } from '../start-file/show-start-diff'

type Diff = ReturnType<typeof showStartDiff>

/** What the FINGER page says of the start file. Of its text only the one line that would change leaves the server. */
export type StartFilePage =
  /** CTRL reaches no such file, or nobody has named one. */
  | { readonly state: 'by-ctrl' | 'not-named' }
  | { readonly state: 'trouble'; readonly path: string; readonly fault: Fault }
  | {
      readonly state: 'nothing' | 'several' | 'unclear'
      readonly path: string
      readonly lines: readonly number[]
    }
  | {
      /** Whether FINGER is switched off in it. */
      readonly state: 'on' | 'off'
      readonly path: string
      readonly digest: string
      readonly diff: Diff
      readonly mayControl: boolean
    }

export async function readStartFile(serverId: string): Promise<StartFilePage> {
  const person = await requirePermission('server.read')
  const world = await getContainer()
  const server = await readServer(world.records, serverId)
  if (server && connectionSchema.parse(server.connection).kind === 'ctrl') return { state: 'by-ctrl' }
  if (!server?.startFile) return { state: 'not-named' }
  const { startFile: path } = server
  const opened = await openStartFile(world, serverId)
  if (!opened.ok) return { state: 'trouble', path, fault: opened.error }
  const there = await readStartBytes(opened.value)
  await opened.value.store.close()
  if (!there.ok) return { state: 'trouble', path, fault: there.error }
  const text = toByteString(there.value.bytes)
  const reading = read(text)
  if (!('other' in reading)) {
    const { kind, lines } = reading
    return { state: kind, path, lines: lines.map((line) => line + 1) }
  }
  const other = fromByteString(switchFinger(text, reading.kind === 'off' ? 'on' : 'off') ?? text)
  const diff = showStartDiff(path, there.value.bytes, other)
  const mayControl = can(person.role, 'server.control')
  return { state: reading.kind, path, digest: there.value.digest, diff, mayControl }
}
