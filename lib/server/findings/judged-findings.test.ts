import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import type { Snapshot } from '@/lib/mailroot/store'
import { addressOf } from '@/lib/xmail/policy/testing/policy-of'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { createJudgedFindings, type Judged, type Judging } from './judged-findings'
import { readLintSnapshot } from './read-lint-files'

const START_MS = Date.UTC(2026, 10, 24)
const HOUR_MS = 60 * 60_000

/** Counts what is judged, and says nothing of it. */
function openCounted() {
  let nowMs = START_MS
  let count = 0
  const judge = (): Judged => ({
    findings: [],
    unread: [{ path: String(++count), fault: { code: 'NOT_A_FILE' } }],
  })
  const judged = createJudgedFindings(() => nowMs, judge)
  const get = (judging: Partial<Judging> & { snapshot: Snapshot }) =>
    judged.get({ serverId: 'a', edits: [], ownAddress: null, ...judging })
  return { get, count: () => count, wait: (ms: number) => (nowMs += ms) }
}

async function openFolder() {
  const world = await openTestWorld()
  const store = unwrap(await world.stores.storeFor(world.serverId))
  return {
    write: (path: string, text: string) => writeFileSync(join(world.mailRoot, path), text),
    remove: (path: string) => rmSync(join(world.mailRoot, path)),
    read: async () => unwrap(await readLintSnapshot(store)),
  }
}

const add = (network: string): Edit =>
  editSchema.parse({ table: 'smtprelay', path: 'smtprelay.tab', op: 'add', networks: [network] })

describe('findings', () => {
  it('are those of the files, and another file is judged', async () => {
    const { write, remove, read } = await openFolder()
    const judged = createJudgedFindings(() => START_MS)
    const rulesOf = async () => {
      const snapshot = await read()
      const { findings } = judged.get({ serverId: 'a', snapshot, edits: [], ownAddress: null })
      return findings.filter(({ path }) => path === 'smtprelay.tab').map(({ rule }) => rule)
    }
    write('smtprelay.tab', '"10.0.0.0/8"\n')
    expect(await rulesOf()).not.toContain('relay-open')
    write('smtprelay.tab', '"0.0.0.0/0"\n')
    expect(await rulesOf()).toContain('relay-open')
    write('smtprelay.tab', '"10.0.0.0/8"\n')
    expect(await rulesOf()).not.toContain('relay-open')
    remove('smtprelay.tab')
    expect(await rulesOf()).not.toContain('relay-open')
  })

  it('are not found anew in files that were read again and have not changed', async () => {
    const { read } = await openFolder()
    const { get, count } = openCounted()
    const first = get({ snapshot: await read() })
    expect(get({ snapshot: await read() })).toBe(first)
    expect(count()).toBe(1)
  })

  it('are found anew where any file, its absence, the draft, the address or the server is another', async () => {
    const { write, remove, read } = await openFolder()
    const { get, count } = openCounted()
    get({ snapshot: await read() })
    write('custdomains/new.example.tab', '"x"\n')
    get({ snapshot: await read() })
    write('spammers.tab', '"203.0.113.0/24"\n')
    get({ snapshot: await read() })
    remove('spammers.tab')
    const snapshot = await read()
    get({ snapshot })
    get({ snapshot, edits: [add('10.1.0.0/16')] })
    get({ snapshot, edits: [add('10.2.0.0/16')] })
    get({ snapshot, ownAddress: addressOf('192.0.2.1') })
    get({ snapshot, serverId: 'b' })
    expect(count()).toBe(8)
  })

  it('are found anew after an hour, because a certificate ends by itself', async () => {
    const { read } = await openFolder()
    const { get, count, wait } = openCounted()
    const snapshot = await read()
    get({ snapshot })
    wait(HOUR_MS - 1)
    get({ snapshot })
    expect(count()).toBe(1)
    wait(1)
    get({ snapshot })
    expect(count()).toBe(2)
  })

  it('are kept of a few MailRoots only, those asked last', async () => {
    const { read } = await openFolder()
    const { get, count } = openCounted()
    const snapshot = await read()
    for (let i = 0; i < 12; i++) get({ snapshot, serverId: String(i) })
    get({ snapshot, serverId: '0' })
    get({ snapshot, serverId: 'new' })
    expect(count()).toBe(13)
    get({ snapshot, serverId: '0' })
    expect(count()).toBe(13)
    get({ snapshot, serverId: '1' })
    expect(count()).toBe(14)
  })
})
