import type { FilePair, ServerName } from '@/lib/certificates'
import { openDocument } from '@/lib/changes/plan'
import { ok, type Result } from '@/lib/errors'
import type { FileSnapshot } from '@/lib/mailroot/store'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { readServerVariables } from '@/lib/xmail/policy'
import { type Document, printDocument } from '@/lib/xmail/tab'
import { applyEdits, type Edit } from '@/lib/xmail/tables'
import type { Container } from '../container'

/** The files that decide what XMail shows for itself, as they are and as a draft would have them. Holds the key. */
export interface TlsFiles {
  readonly now: FilePair
  readonly drafted: FilePair
  readonly serverNames: readonly ServerName[]
}

export const CERT = mailRootPath('server.cert')
export const KEY = mailRootPath('server.key')
const SETTINGS = mailRootPath('server.tab')

/** Never for a page: what one may show of it says `readInstalled`. Errors: those of reading. */
export async function readTlsFiles(
  { stores }: Pick<Container, 'stores'>,
  serverId: string,
  edits: readonly Edit[],
): Promise<Result<TlsFiles>> {
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot([SETTINGS, CERT, KEY])
  if (!snapshot.ok) return snapshot
  const opened = new Map<MailRootPath, { now: Document; drafted: Document }>()
  for (const path of [SETTINGS, CERT, KEY]) {
    const document = openDocument(snapshot.value.files.get(path), path)
    if (!document.ok) return document
    opened.set(path, { now: document.value, drafted: applyEdits(document.value, path, edits).document })
  }
  const textOf = (path: MailRootPath, side: 'now' | 'drafted') => {
    const bytes = printOf(opened.get(path)?.[side])
    const isThere = isPresent(snapshot.value.files.get(path)) || (side === 'drafted' && bytes.length > 0)
    return isThere ? Buffer.from(bytes).toString('latin1') : null
  }
  const pair = (side: 'now' | 'drafted') => ({ certificate: textOf(CERT, side), key: textOf(KEY, side) })
  const settings = opened.get(SETTINGS)?.drafted
  return ok({
    now: pair('now'),
    drafted: pair('drafted'),
    serverNames: settings ? namesOf(settings) : [],
  })
}

function printOf(document: Document | undefined): Uint8Array {
  return document ? printDocument(document) : new Uint8Array()
}

function isPresent(file: FileSnapshot | undefined): boolean {
  return file?.state === 'present'
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
