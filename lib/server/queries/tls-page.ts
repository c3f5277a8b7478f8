import 'server-only'
import { createHash, createPublicKey } from 'node:crypto'
import { daysLeft, type InstalledPair, readInstalled, readOpenKey } from '@/lib/certificates'
import { listCertificateRequests, readRequestKeys } from '@/lib/db/certificate-requests'
import { readServer } from '@/lib/db/servers'
import { err, ok } from '@/lib/errors'
import { connectionSchema } from '@/lib/mailroot/connection'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { readTlsFiles } from '../tls/read-tls-files'
import { readOwnDraft } from './draft'
import { readFilesPage } from './table-page'

/** What the page of SSL/TLS shows. Of keys: whether they fit, and whose they are. Errors: those of reading. */
export async function readTlsPage(serverId: string) {
  await requirePermission('server.read')
  const { records, stores, now } = await getContainer()
  const server = await readServer(records, serverId)
  if (!server) return err('NOT_FOUND')
  const page = await readFilesPage(serverId, ['server.tab'])
  if (!page.ok) return page
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const files = await readTlsFiles({ stores }, serverId, draft.value.edits)
  if (!files.ok) return files
  const { now: there, drafted, serverNames } = files.value
  const at = now()
  const show = (pair: typeof there) => shown(readInstalled(pair, serverNames, at), at)
  const isDrafted = there.certificate !== drafted.certificate || there.key !== drafted.key
  const { files: pageFiles, ...rest } = page.value
  return ok({
    ...rest,
    serverTab: pageFiles['server.tab'],
    installed: show(there),
    drafted: isDrafted ? show(drafted) : null,
    serverNames: serverNames.map(({ name }) => name),
    requests: await requestsOf(serverId, [there.key, drafted.key]),
    wayIn: wayInOf(server.connection),
  })
}

function shown(pair: InstalledPair, now: number) {
  return pair.state === 'present' ? { ...pair, daysLeft: daysLeft(pair.facts.validTo, now) } : pair
}

/** What waits for its certificate; `used`: its key is on the server, or in the draft, so it need not be kept here. */
async function requestsOf(serverId: string, inUse: readonly (string | null)[]) {
  const { records } = await getContainer()
  const listed = await listCertificateRequests(records, serverId)
  const keys = await readRequestKeys(records, serverId)
  const used = new Set(inUse.map(publicHash))
  return listed.map((request) => {
    const key = keys.ok ? keys.value.find(({ from }) => from === request.id) : undefined
    return { ...request, used: key !== undefined && used.has(publicHash(key.text)) }
  })
}

function publicHash(keyText: string | null): string | null {
  const key = keyText === null ? null : readOpenKey(keyText)
  if (!key) return null
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex')
}

/** How this console itself depends on the certificate. */
function wayInOf(connection: unknown): 'none' | 'pin' | 'authority' {
  const checked = connectionSchema.parse(connection)
  if (checked.kind !== 'ctrl' || checked.encryption === 'none') return 'none'
  return checked.trust.by === 'pin' ? 'pin' : 'authority'
}
