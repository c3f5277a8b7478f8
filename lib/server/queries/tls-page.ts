import 'server-only'
import { createHash, createPublicKey } from 'node:crypto'
import { daysLeft, type InstalledPair, readInstalled, readOpenKey } from '@/lib/certificates'
import { listCertificateRequests, readRequestKeys } from '@/lib/db/certificate-requests'
import { readServer } from '@/lib/db/servers'
import { err, ok } from '@/lib/errors'
import { type Container, getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { foreseeSides, NO_WAY_IN, readTlsConnection } from '../tls/foresee-way-in'
import { readTlsFiles, type TlsFiles } from '../tls/read-tls-files'
import { readTrustedFolder } from '../tls/read-trusted-folder'
import { showTrusted } from '../tls/show-trusted'
import { readOwnDraft } from './draft'
import { readFilesPage } from './table-page'

/** What the page of SSL/TLS shows. Of keys: whether they fit, and whose they are. Errors: those of reading. */
export async function readTlsPage(serverId: string) {
  await requirePermission('server.read', serverId)
  const world = await getContainer()
  const { records, stores, now } = world
  const server = await readServer(records, serverId)
  if (!server) return err('NOT_FOUND')
  const page = await readFilesPage(serverId, ['server.tab'])
  if (!page.ok) return page
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const files = await readTlsFiles({ stores }, serverId, draft.value.edits)
  if (!files.ok) return files
  const { now: there, drafted, serverNames, trustedFault } = files.value
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
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
    wayIn: await wayInOf(world, serverId, files.value),
    trusted: {
      check: drafted.check,
      rows: showTrusted({ now: there.trusted, drafted: drafted.trusted }, draft.value.edits, at),
      fault: trustedFault,
      folder: await readTrustedFolder(store.value, draft.value.edits),
    },
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

/** How this console itself depends on the certificate, and what becomes of that with the draft. */
async function wayInOf(world: Pick<Container, 'records'>, serverId: string, files: TlsFiles) {
  const connection = await readTlsConnection(world, serverId)
  return connection ? foreseeSides(connection, files) : NO_WAY_IN
}
