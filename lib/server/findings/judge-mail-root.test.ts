import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { addressOf } from '@/lib/xmail/policy/testing/policy-of'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { judgeDraft } from './judge-mail-root'
import { openLintFiles, readLintSnapshot } from './read-lint-files'

const NOW = { nowMs: Date.UTC(2026, 10, 24) }
const CANARY = 'canary-password-7f3a'

async function readWith(files: Readonly<Record<string, string>>) {
  const world = await openTestWorld()
  for (const [path, text] of Object.entries(files)) writeFileSync(join(world.mailRoot, path), text, 'latin1')
  return openLintFiles(unwrap(await readLintSnapshot(unwrap(await world.stores.storeFor(world.serverId)))))
}
const edit = (given: object): Edit => editSchema.parse(given)

describe('the findings of a server', () => {
  it('are told apart by what a draft brings and mends', async () => {
    const { files } = await readWith({ 'smtprelay.tab': '"10.0.0.0/8"\n"10.20.0.0/16"\n' })
    const place = { table: 'smtprelay', path: 'smtprelay.tab' }
    const draft = [
      edit({ ...place, op: 'remove', rows: [{ line: 1, was: '"10.20.0.0/16"' }] }),
      edit({ ...place, op: 'add', networks: ['0.0.0.0/0'], confirmed: ['open-relay'] }),
    ]
    const found = judgeDraft(files, draft, NOW).filter(({ path }) => path === 'smtprelay.tab')
    const brief = found.map(({ rule, change }) => `${change} ${rule}`)
    expect(brief).toContain('gone relay-covered')
    expect(brief).toContain('new relay-open')
    const now = judgeDraft(files, [], NOW).filter(({ path }) => path === 'smtprelay.tab')
    expect(now.map(({ rule, change }) => `${change} ${rule}`)).toEqual(['stays relay-covered'])
  })

  it('see that a draft takes a file away', async () => {
    const { files } = await readWith({ 'smtp.hnprop.tab': '"mx.partner.example"\t"WhiteList=1"\n' })
    const removal = edit({ table: 'hnprop', path: 'smtp.hnprop.tab', op: 'remove-file' })
    const found = judgeDraft(files, [removal], NOW)
    expect(found.find(({ rule }) => rule === 'host-names-needed')).toMatchObject({ change: 'gone' })
  })

  it('hold no password and no key, not even in a mend', async () => {
    const { files } = await readWith({
      'smtpauth.tab': `"scanner"\t"${CANARY}"\t"mr"\n"scanner"\t"${CANARY}"\t"R"\n`,
      'ctrlaccounts.tab': `#"admin"\t"${CANARY}"\n`,
      'server.key': `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`,
    })
    const found = judgeDraft(files, [], NOW)
    expect(found.some(({ path, fix }) => path === 'smtpauth.tab' && fix !== null)).toBe(true)
    expect(JSON.stringify(found)).not.toContain(CANARY)
  })

  it('say nothing of a file that cannot be read, and name it', async () => {
    const world = await openTestWorld()
    rmSync(join(world.mailRoot, 'spammers.tab'), { force: true })
    mkdirSync(join(world.mailRoot, 'spammers.tab'))
    const store = unwrap(await world.stores.storeFor(world.serverId))
    const { files, unread } = openLintFiles(unwrap(await readLintSnapshot(store)))
    expect(unread).toMatchObject([{ path: 'spammers.tab', fault: { code: 'NOT_A_FILE' } }])
    expect(judgeDraft(files, [], NOW).filter(({ path }) => path === 'spammers.tab')).toEqual([])
  })

  it('warn of a draft that shuts this console out of CTRL, and offer to let it in', async () => {
    const { files } = await readWith({ 'ctrl.ipmap.tab': '"192.0.2.0/24"\t""\t"ALLOW"\t"1"\n' })
    const ownAddress = addressOf('192.0.2.10')
    const rules = [{ network: '192.0.2.8/29', permission: 'DENY', precedence: 9 }]
    const place = { table: 'ipmap', path: 'ctrl.ipmap.tab' }
    const closing = edit({ ...place, op: 'add', rules, confirmed: [] })
    const shut = (address: typeof ownAddress | null, edits: Edit[]) =>
      judgeDraft(files, edits, { ...NOW, ownAddress: address }).find(
        ({ rule }) => rule === 'ctrl-closed-to-console',
      )
    expect(shut(ownAddress, [])).toBeUndefined()
    expect(shut(ownAddress, [closing])).toMatchObject({
      change: 'new',
      details: { address: '192.0.2.10' },
      fix: { edit: { op: 'add', rules: [{ network: '192.0.2.10/32', permission: 'ALLOW' }] } },
    })
    expect(shut(null, [closing])).toBeUndefined()
    // Over CTRL the files were read, so that XMail must see another address than this one.
    expect(shut(addressOf('10.9.9.9'), [closing])).toBeUndefined()
  })
})
