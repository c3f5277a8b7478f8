import { describe, expect, it } from 'vitest'
import { fault, unwrap } from '@/lib/errors'
import type { FileSnapshot, Snapshot } from '@/lib/mailroot/store'
import { mailRootPath } from '@/lib/xmail/path'
import type { Edit } from '@/lib/xmail/tables'
import { describeMeaning } from './meaning'
import { planChange } from './plan'
import { printPatch } from './print-patch'

const relay = mailRootPath('smtprelay.tab')
const place = { table: 'smtprelay', path: relay } as const
const OLD = '# our own\r\n"10.0.0.0"\t"255.0.0.0"\r\n'
const add = (...networks: string[]): Edit => ({ ...place, op: 'add', networks, confirmed: [] })

function snapshotOf(text: string | null, extra: Partial<FileSnapshot> = {}): Snapshot {
  const file =
    text === null
      ? { path: relay, state: 'absent' }
      : { path: relay, state: 'present', bytes: new TextEncoder().encode(text), digest: 'd', ...extra }
  return { files: new Map([[relay, file as FileSnapshot]]), takenAt: 0 }
}
const textOf = (body: Uint8Array | null | undefined) => new TextDecoder().decode(body ?? undefined)

describe('planChange', () => {
  describe('removes a file', () => {
    const path = mailRootPath('smtp.hnprop.tab')
    const remove: Edit = { table: 'hnprop', path, op: 'remove-file' }
    const host: Edit = {
      table: 'hnprop',
      path,
      op: 'add',
      rules: [{ host: 'mail.example.test', grants: ['whiteList'], note: '' }],
      before: null,
      confirmed: ['names-needed'],
    }
    const holding = (text: string | null): Snapshot => {
      const bytes = new TextEncoder().encode(text ?? '')
      const file: FileSnapshot =
        text === null ? { path, state: 'absent' } : { path, state: 'present', bytes, digest: 'd' }
      return { files: new Map([[path, file]]), takenAt: 0 }
    }

    it.each(['', '# none\n', '"mx."\t"WhiteList=1"\n'])('that holds %j', (text) => {
      const [file] = unwrap(planChange(holding(text), [remove])).files
      expect(file?.after).toBeNull()
      expect(file?.diff.every(({ kind }) => kind === 'removed')).toBe(true)
    })

    it('but not one that is not there', () => {
      expect(planChange(holding(null), [remove])).toEqual({ ok: false, error: fault('NOTHING_TO_CHANGE') })
    })

    it('unless a later edit makes it anew', () => {
      const [file] = unwrap(planChange(holding('# none\n'), [remove, host])).files
      expect(textOf(file?.after)).toBe('"mail.example.test"\t"WhiteList=1"\n')
    })

    it('also one that an earlier edit has changed', () => {
      expect(unwrap(planChange(holding('# none\n'), [host, remove])).files[0]?.after).toBeNull()
    })
  })

  it('changes only the lines that the edits are about, in the file’s own line ends', () => {
    const plan = unwrap(planChange(snapshotOf(OLD), [add('192.0.2.64/26')]))
    expect(textOf(plan.files[0]?.after)).toBe(`${OLD}"192.0.2.64"\t"255.255.255.192"\r\n`)
    expect(plan.files[0]?.diff.filter((line) => line.kind !== 'same')).toEqual([
      { kind: 'added', before: null, after: 2 },
    ])
  })

  it('ends a last line that was typed without an end, unless the file went without one before', () => {
    const made = (text: string, before: string) => {
      const hunk = { at: 1, was: [], now: ['"192.0.2.0/26"'], before, after: null }
      const typed: Edit = { table: 'text', path: relay, op: 'change', hunks: [hunk] }
      return textOf(unwrap(planChange(snapshotOf(text), [typed])).files[0]?.after)
    }
    expect(made('# ours\n', '# ours\n')).toBe('# ours\n"192.0.2.0/26"\n')
    expect(made('# ours\r\n', '# ours\r\n')).toBe('# ours\r\n"192.0.2.0/26"\r\n')
    const open: Edit = { ...place, op: 'remove', rows: [{ line: 0, was: '"10.0.0.0"\t"255.0.0.0"' }] }
    const file = snapshotOf('"10.0.0.0"\t"255.0.0.0"\n# end')
    expect(textOf(unwrap(planChange(file, [open])).files[0]?.after)).toBe('# end')
  })

  it('makes a file that was not there', () => {
    const plan = unwrap(planChange(snapshotOf(null), [add('192.0.2.64/26')]))
    expect(plan.files[0]).toMatchObject({ before: null, path: relay })
    expect(printPatch(plan)).toBe(
      '--- /dev/null\n+++ b/smtprelay.tab\n@@ -0,0 +1,1 @@\n+"192.0.2.64"\t"255.255.255.192"\n',
    )
  })

  it('refuses an edit that does not fit, with the table’s reason', () => {
    expect(planChange(snapshotOf(OLD), [add('10.1.2.0/24')])).toEqual({
      ok: false,
      error: fault('NETWORK_COVERED', { network: '10.1.2.0/24', by: '10.0.0.0/8', line: 2 }),
    })
  })

  it('says so when edits cancel each other out', () => {
    const undo: Edit = { ...place, op: 'remove', rows: [{ line: 2, was: '"192.0.2.64"\t"255.255.255.192"' }] }
    expect(planChange(snapshotOf(OLD), [add('192.0.2.64/26'), undo])).toEqual({
      ok: false,
      error: fault('NOTHING_TO_CHANGE'),
    })
  })

  it('refuses a file that cannot be written faithfully over this connection', () => {
    const notEditable = fault('LINE_TOO_LONG_FOR_CTRL', { line: 1, limit: 2044 })
    expect(planChange(snapshotOf(OLD, { notEditable } as never), [add('192.0.2.64/26')])).toEqual({
      ok: false,
      error: notEditable,
    })
  })

  it('never leaves an empty file behind', () => {
    const plan = unwrap(
      planChange(snapshotOf('"10.0.0.0"\t"255.0.0.0"\n'), [
        { ...place, op: 'remove', rows: [{ line: 0, was: '"10.0.0.0"\t"255.0.0.0"' }] },
      ]),
    )
    expect(textOf(plan.files[0]?.after)).toMatch(/^#.*\n$/)
  })
})

describe('describeMeaning', () => {
  it('counts who gains, and nobody where the row was covered already', () => {
    const meaning = describeMeaning(unwrap(planChange(snapshotOf(OLD), [add('192.0.2.64/26')])))
    expect(meaning.relay?.gained).toMatchObject({ v4: 64, v6: '0', prefixes: ['192.0.2.64/26'] })
    expect(meaning.relay?.lost).toMatchObject({ v4: 0, prefixes: [] })
    expect(meaning.relay?.after.v4).toBe(2 ** 24 + 64)
  })

  it('counts who loses', () => {
    const remove: Edit = { ...place, op: 'remove', rows: [{ line: 1, was: '"10.0.0.0"\t"255.0.0.0"' }] }
    const meaning = describeMeaning(unwrap(planChange(snapshotOf(OLD), [remove])))
    expect(meaning.relay?.lost).toMatchObject({ v4: 2 ** 24, prefixes: ['10.0.0.0/8'] })
  })
})
