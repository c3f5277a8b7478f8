import { listRevisions } from '@/lib/db/revisions'
import { createServer } from '@/lib/db/servers'
import { ok, unwrap } from '@/lib/errors'
import { readFilesOf } from '@/lib/server/apply/read-files-of'
import { openDraft } from '@/lib/server/draft/open-draft'
import { stageEdits } from '@/lib/server/draft/stage-edit'
import { mailRootPath } from '@/lib/xmail/path'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { openConsole } from '@/test/faults/console'
import { putTables } from '@/test/faults/places/place'
import type { Bench } from '@/test/faults/run-scenario'
import { doWork } from '@/test/faults/work'
import { startDelayProxy } from '@/test/support/delay-proxy'

export interface CountedApply {
  /** How often the console had to wait for the server, from the press of Apply to its end. */
  readonly roundTrips: number
  readonly ms: number
}

const EDITS: readonly Edit[] = [
  { table: 'smtprelay', path: 'smtprelay.tab', op: 'add', networks: ['192.0.2.64/26'] },
  {
    ...{ table: 'spammers', path: 'spammers.tab', op: 'add' },
    rules: [{ network: '198.51.100.0/24', action: { kind: 'refuse' } }],
  },
  {
    ...{ table: 'ipmap', path: 'smtp.ipmap.tab', op: 'add' },
    rules: [{ network: '203.0.113.0/24', permission: 'DENY', precedence: 1 }],
  },
].map((edit) => editSchema.parse(edit))

/**
 * Applies a draft of three files, the running server not tried, over a way this long. `isWarm`: the connection over which
 * Review has just read is still there, as it is when a person goes on from there.
 */
export async function countApply(
  { place, folder, person }: Bench,
  { oneWayMs, isWarm }: { readonly oneWayMs: number; readonly isWarm: boolean },
): Promise<CountedApply> {
  putTables(place, new Map(EDITS.map(({ path }) => [path, `# ${path}\n`])), 'root')
  const targetPort = place.wire?.port ?? 0
  const proxy = await startDelayProxy({ targetPort, oneWayMs })
  const console = await openConsole({ folder, localRoots: [], now: Date.now, callMs: () => 30_000 })
  try {
    const { id: serverId } = unwrap(
      await createServer(console.records, {
        name: `${place.name} ${proxy.port}`,
        connection: { ...place.connection(), port: proxy.port },
        secrets: place.secrets,
        confirmSeconds: 0,
        probes: false,
      }),
    )
    const paths = EDITS.map(({ path }) => mailRootPath(path))
    unwrap(await stageEdits(console, { serverId, person, paths, makeEdits: () => ok(EDITS) }))
    const store = unwrap(await console.stores.storeFor(serverId))
    const { files } = unwrap(await readFilesOf(store, EDITS))
    const base = Object.fromEntries(
      [...files].map(([path, file]) => [path, file.state === 'present' ? file.digest : null]),
    )
    const { version } = unwrap(await openDraft(console.records, serverId, person.id))
    if (!isWarm) await store.close()
    proxy.reset()
    const began = performance.now()
    await doWork(console, { phase: 'apply', serverId, person, version, base }, () => {})
    const ms = performance.now() - began
    const [revision] = await listRevisions(console.records, serverId)
    if (revision?.state !== 'applied') throw new Error(`the apply ended as ${revision?.state}`)
    return { roundTrips: proxy.counts().turns, ms }
  } finally {
    await console.close()
    await proxy.close()
  }
}
