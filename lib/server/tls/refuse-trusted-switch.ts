import { type Fault, fault } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import type { Edit } from '@/lib/xmail/tables'
import type { Container } from '../container'
import { openDraft } from '../draft/open-draft'
import { readTlsFiles } from './read-tls-files'

/**
 * TRUSTED_FILE_MISSING, in field `value`, for an edit that switches SSLUseCertsFile on where certs.pem, as the draft has
 * it, holds no certificate: `checkTrustedFile` would refuse to apply it, and here the person is still at the switch. Null
 * for any other edit, and where the files cannot be read: whoever stages it says so.
 */
export async function refuseTrustedSwitch(
  world: Pick<Container, 'records' | 'stores'>,
  serverId: string,
  person: Person,
  edit: Edit,
): Promise<Fault | null> {
  const maySwitch =
    edit.table === 'variables' &&
    edit.path === 'server.tab' &&
    (edit.op === 'enable' || (edit.op === 'set' && edit.name === 'SSLUseCertsFile'))
  if (!maySwitch) return null
  const draft = await openDraft(world.records, serverId, person.id)
  if (!draft.ok) return null
  const before = await readTlsFiles(world, serverId, draft.value.edits)
  const after = await readTlsFiles(world, serverId, [...draft.value.edits, edit])
  if (!before.ok || !after.ok || before.value.drafted.check.usesFile) return null
  const { usesFile, file } = after.value.drafted.check
  return usesFile && file !== 'present' ? fault('TRUSTED_FILE_MISSING', undefined, 'value') : null
}
