import type { z } from 'zod'
import { checkChain, type Finding, type KnownKey, type Pair, readOpenKey, readPair } from '@/lib/certificates'
import { readRequestKeys } from '@/lib/db/certificate-requests'
import { ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import type { Container } from '../container'
import { openDraft } from '../draft/open-draft'
import { type givenSchema, pairOf } from './given-schema'
import { readTlsFiles, type TlsFiles } from './read-tls-files'

export interface ReadGiven {
  readonly pair: Pair
  readonly findings: readonly Finding[]
  readonly files: TlsFiles
}

type World = Pick<Container, 'records' | 'stores' | 'now'>

/**
 * What was given, read and checked against the server as this person's draft would have it. Without a key in it, one
 * that waits for its certificate is taken, or the server's own. Errors: those of readPair and of reading the files.
 */
export async function readGiven(
  { records, stores, now }: World,
  given: z.output<typeof givenSchema>,
  person: Person,
): Promise<Result<ReadGiven>> {
  const draft = await openDraft(records, given.serverId, person.id)
  if (!draft.ok) return draft
  const files = await readTlsFiles({ stores }, given.serverId, draft.value.edits)
  if (!files.ok) return files
  const waiting = await readRequestKeys(records, given.serverId)
  if (!waiting.ok) return waiting
  const { key } = files.value.drafted
  const known: KnownKey[] = [...(key === null ? [] : [{ from: 'server', text: key }]), ...waiting.value]
  const pair = readPair(pairOf(given), known)
  if (!pair.ok) return pair
  const findings = checkChain(pair.value.chain, files.value.serverNames, now())
  return ok({ pair: pair.value, findings, files: files.value })
}

/** Whether a file holds this very key, in whatever form: then it need not be written, and no handshake fails meanwhile. */
export function holdsKey(text: string | null, key: Pair['key']): boolean {
  return text !== null && (readOpenKey(text)?.equals(key) ?? false)
}
