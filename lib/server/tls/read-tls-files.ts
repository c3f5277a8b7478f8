import type { FilePair, ServerName } from '@/lib/certificates'
import { openDocument } from '@/lib/changes/plan'
import { type Fault, ok, type Result } from '@/lib/errors'
import type { FileSnapshot } from '@/lib/mailroot/store'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { type CertificateCheck, readCertificateCheck, readServerVariables } from '@/lib/xmail/policy'
import { type Document, parseDocument, printDocument } from '@/lib/xmail/tab'
import { draftFile, type Edit } from '@/lib/xmail/tables'
import type { Container } from '../container'

/** What XMail's TLS is made of at one time. Holds the key. */
export interface TlsSide extends FilePair {
  readonly check: CertificateCheck
  /** Whether `#!TLS` is answered on the CTRL port (EnableCTRL-TLS). */
  readonly offersCtrlTls: boolean
  /** certs.pem; null: there is none, or it cannot be read. */
  readonly trusted: Document | null
}

/** The files that decide what XMail shows for itself and whom it trusts, as they are and as a draft would have them. */
export interface TlsFiles {
  readonly now: TlsSide
  readonly drafted: TlsSide
  readonly serverNames: readonly ServerName[]
  /** Set where certs.pem is there and cannot be read: nothing is known of it. */
  readonly trustedFault: Fault | null
}

export const CERT = mailRootPath('server.cert')
export const KEY = mailRootPath('server.key')
export const TRUSTED = mailRootPath('certs.pem')
const SETTINGS = mailRootPath('server.tab')

/** Never for a page: what one may show of it say `readInstalled` and `showTrusted`. Errors: those of reading. */
export async function readTlsFiles(
  { stores }: Pick<Container, 'stores'>,
  serverId: string,
  edits: readonly Edit[],
): Promise<Result<TlsFiles>> {
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot([SETTINGS, CERT, KEY, TRUSTED])
  if (!snapshot.ok) return snapshot
  const { files } = snapshot.value
  const live = new Map<MailRootPath, Document | null>()
  for (const path of [SETTINGS, CERT, KEY]) {
    const document = openLive(files.get(path), path)
    if (!document.ok) return document
    live.set(path, document.value)
  }
  // Whoever looks for the server's certificate is not kept from it by a list that few have.
  const trusted = openLive(files.get(TRUSTED), TRUSTED)
  live.set(TRUSTED, trusted.ok ? trusted.value : null)
  const drafted = new Map(
    [...live].map(([path, document]) => {
      const format = catalogEntry(path)?.format ?? LINES
      return [path, draftFile(document, { path, format }, edits).document]
    }),
  )
  const settings = drafted.get(SETTINGS)
  return ok({
    now: sideOf(live),
    drafted: sideOf(drafted),
    serverNames: settings ? namesOf(settings) : [],
    trustedFault: trusted.ok ? null : trusted.error,
  })
}

const LINES = { lineLimit: Number.MAX_SAFE_INTEGER, comments: false }

/** Null: there is no such file. */
function openLive(file: FileSnapshot | undefined, path: MailRootPath): Result<Document | null> {
  return file?.state === 'absent' ? ok(null) : openDocument(file, path)
}

function sideOf(files: ReadonlyMap<MailRootPath, Document | null>): TlsSide {
  const textOf = (path: MailRootPath) => {
    const document = files.get(path)
    return document ? Buffer.from(printDocument(document)).toString('latin1') : null
  }
  const settings = readServerVariables(files.get(SETTINGS) ?? parseDocument(new Uint8Array(), LINES))
  const trusted = files.get(TRUSTED) ?? null
  return {
    certificate: textOf(CERT),
    key: textOf(KEY),
    check: readCertificateCheck(settings, trusted),
    offersCtrlTls: settings.flag('EnableCTRL-TLS', true),
    trusted,
  }
}

/** A name of one label (`localhost`) is none that anybody has a certificate for. */
const HOST_NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i

/** By what names XMail calls itself, each once: in the EHLO reply, in its greeting, and towards other servers. */
export function namesOf(settings: Document): readonly ServerName[] {
  const variables = readServerVariables(settings)
  const names: ServerName[] = []
  for (const variable of ['RootDomain', 'SmtpServerDomain', 'HeloDomain'] as const) {
    const name = variables.text(variable)?.toLowerCase() ?? ''
    if (HOST_NAME.test(name) && !names.some((each) => each.name === name)) names.push({ variable, name })
  }
  return names
}
