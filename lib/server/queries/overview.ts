import 'server-only'
import { openDocument } from '@/lib/changes/plan'
import { ok, type Result } from '@/lib/errors'
import type { FileSnapshot, Snapshot, StoreIdentity } from '@/lib/mailroot/store'
import { catalogEntry, SNAPSHOT_PATHS } from '@/lib/xmail/catalog'
import { describeReach, gateSet, judgeGate, relaySet } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { readServerVariables } from '@/lib/xmail/policy'
import type { Document } from '@/lib/xmail/tab'
import { endOfRow, readIpprop, readRelay } from '@/lib/xmail/tables'
import { dayOf } from '../console-day'
import { getContainer } from '../container'
import { requirePermission } from '../require-permission'
import { CERT, KEY } from '../tls/read-tls-files'
import { summarizeTls } from './summarize-tls'

const SERVICES = ['smtp', 'pop3', 'ctrl', 'finger'] as const
const OPEN_RELAY_ADDRESSES = 2 ** 30

/** What is true of a server now. Counts only; no file of it goes to the browser. */
export async function readOverview(serverId: string) {
  await requirePermission('server.read', serverId)
  const { stores, now } = await getContainer()
  const store = await stores.storeFor(serverId)
  if (!store.ok) return store
  const snapshot = await store.value.readSnapshot([...SNAPSHOT_PATHS, CERT, KEY])
  if (!snapshot.ok) return snapshot
  const identity = await store.value.identify()
  return ok({
    identity: identity.ok ? shownIdentity(identity.value) : null,
    takenAt: snapshot.value.takenAt,
    relay: summarizeRelay(snapshot.value, dayOf(now())),
    smtp: summarizeSmtp(snapshot.value),
    tls: summarizeTls(snapshot.value, now()),
    gates: SERVICES.flatMap((service) => summarizeGate(snapshot.value, service)),
    files: [...snapshot.value.files.values()].map(summarizeFile),
  })
}

function shownIdentity({ software, encrypted, cipher }: StoreIdentity) {
  return { software, encrypted, cipher: cipher ?? '' }
}

function summarizeRelay(snapshot: Snapshot, today: string) {
  const doc = documentOf(snapshot, 'smtprelay.tab')
  if (!doc.ok) return null
  const rows = doc.value ? readRelay(doc.value) : []
  const { v4, v6 } = describeReach(relaySet(doc.value).set)
  const dead = rows.filter(
    (row) => row.state === 'dead' && row.reason !== 'only-blanks' && row.reason !== 'looks-like-comment',
  )
  const ends = rows.map((row) => endOfRow(row, today).kind)
  return {
    networks: rows.filter((row) => row.state === 'live').length,
    dead: dead.length,
    endSoon: ends.filter((kind) => kind === 'soon').length,
    /** Their last day is over, and they are still there. */
    over: ends.filter((kind) => kind === 'over').length,
    v4,
    v6: String(v6),
    everybody: v4 >= OPEN_RELAY_ADDRESSES,
  }
}

/** What decides beside smtp.ipmap.tab, and can make it mean nothing (semantics.md 0.1, 0.4, 0.6, 5). */
function summarizeSmtp(snapshot: Snapshot) {
  const variables = documentOf(snapshot, 'server.tab')
  const whitelist = documentOf(snapshot, 'smtp.ipprop.tab')
  const rows = whitelist.ok && whitelist.value ? readIpprop(whitelist.value) : []
  return {
    dropCode:
      variables.ok && variables.value ? readServerVariables(variables.value).int('SMTP-IpMapDropCode', 1) : 1,
    whitelisted: rows.filter((row) => row.state === 'live' && row.properties.whiteList).length,
    spammersMissing: snapshot.files.get(mailRootPath('spammers.tab'))?.state === 'absent',
    hnpropPresent: snapshot.files.get(mailRootPath('smtp.hnprop.tab'))?.state === 'present',
  }
}

function summarizeGate(snapshot: Snapshot, service: (typeof SERVICES)[number]) {
  const doc = documentOf(snapshot, `${service}.ipmap.tab`)
  if (!doc.ok) return []
  const { set, unknown } = gateSet(doc.value)
  const verdict = judgeGate(set)
  const { v4, v6 } = verdict.kind === 'except' ? verdict.refused : describeReach(set)
  const reach = unknown.length > 0 ? ('partial' as const) : verdict.kind
  return [{ service, reach, v4, v6: String(v6) }]
}

/** Null: there is no such file. */
function documentOf(snapshot: Snapshot, name: string): Result<Document | null> {
  const path = mailRootPath(name)
  const file = snapshot.files.get(path)
  return file?.state === 'absent' ? ok(null) : openDocument(file, path)
}

function summarizeFile(file: FileSnapshot) {
  const entry = catalogEntry(file.path)
  return {
    path: file.path,
    state: file.state,
    sizeBytes: file.state === 'present' ? file.bytes.length : 0,
    lines: file.state === 'present' ? countLines(file.bytes) : 0,
    takesEffect: entry?.takesEffect ?? ('next-use' as const),
    whenMissing: entry?.whenMissing ?? ('no-effect' as const),
    indexed: entry?.indexed ?? false,
  }
}

function countLines(bytes: Uint8Array): number {
  let lines = 0
  for (const byte of bytes) if (byte === 0x0a) lines++
  return lines + (bytes.length > 0 && bytes.at(-1) !== 0x0a ? 1 : 0)
}
