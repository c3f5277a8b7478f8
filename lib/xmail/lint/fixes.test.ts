import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseDocument } from '@/lib/xmail/tab'
import { applyEdit, editSchema } from '@/lib/xmail/tables'
import type { Finding } from './finding'
import { lintMailRoot } from './lint-mail-root'
import type { LintFiles, LintOptions } from './mail-root'
import { CASES } from './testing/cases'
import { filesOf, OPTIONS } from './testing/clean-mail-root'

const RANKS = { danger: 0, warning: 1, notice: 2 }

/** Files with the edit of a fix done; throws what the table refuses it for. */
function mend(files: LintFiles, { fix }: Finding): LintFiles {
  if (!fix) throw new Error('nothing to mend')
  const format = catalogEntry(fix.path)?.format
  const doc = files.get(fix.path) ?? (format && parseDocument(new Uint8Array(), format))
  if (!doc) throw new Error(`not in the catalog: ${fix.path}`)
  const mended = applyEdit(doc, editSchema.parse(fix.edit))
  if (!mended.ok) throw new Error(`${mended.error.code} ${JSON.stringify(mended.error.details)}`)
  return new Map(files).set(fix.path, mended.value)
}

/** How often each rule finds something, of those that are as bad or worse. */
function countUpTo(files: LintFiles, options: LintOptions, severity: Finding['severity']) {
  const counts = new Map<string, number>()
  for (const finding of lintMailRoot(files, options))
    if (RANKS[finding.severity] <= RANKS[severity])
      counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1)
  return counts
}

const fixable = Object.entries(CASES).flatMap(([id, { found }]) => {
  const files = filesOf(found.files)
  const options = { ...OPTIONS, ...found.options }
  const findings = lintMailRoot(files, options).filter(({ fix }) => fix !== null)
  return findings.map((finding) => ({
    name: `${finding.rule} in the case of ${id}`,
    files,
    options,
    finding,
  }))
})

it('has a fix where one is plain', () => {
  const rules = new Set(fixable.map(({ finding }) => finding.rule))
  expect([...rules].sort()).toMatchInlineSnapshot(`
    [
      "account-letters",
      "administrator-comment",
      "administrator-duplicate",
      "byte-order-mark",
      "clear-text-list",
      "clear-text-sign-in",
      "client-certificates",
      "comment-leaks",
      "ctrl-closed-to-console",
      "ctrl-open",
      "dead-address",
      "dead-bare-address",
      "dead-needs-prefix-length",
      "dead-netmask",
      "dead-spaces-for-tabs",
      "dead-three-field-cidr",
      "dead-trailing-dot",
      "drop-code-does-nothing",
      "finger-open",
      "gate-open-by-ipv6",
      "gate-permission-misspelt",
      "gate-shadowed",
      "gateways-comma",
      "host-bits",
      "host-everybody",
      "legacy-address",
      "maps-code-above-one",
      "maps-entry",
      "netmask-is-prefix-length",
      "never-decides",
      "odd-prefix-length",
      "passwords-logged",
      "pattern-covered",
      "pattern-everybody",
      "pattern-never-matches",
      "pop-before-smtp",
      "private-network-too-narrow",
      "program-duplicate",
      "program-unknown-mechanism",
      "refuses-everybody",
      "refuses-many",
      "relay-covered",
      "relay-open",
      "relay-wide",
      "reply-without-code",
      "setting-duplicate",
      "setting-number",
      "setting-odd-part",
      "setting-word-is-off",
      "spammers-missing",
      "tls-off",
      "vrfy-allowed",
      "whitelist-wide",
    ]
  `)
})

describe('a fix', () => {
  it.each(fixable)('of $name takes it away and brings nothing as bad', ({ files, options, finding }) => {
    const { rule, severity } = finding
    const before = countUpTo(files, options, severity)
    const after = countUpTo(mend(files, finding), options, severity)
    expect(after.get(rule) ?? 0).toBeLessThan(before.get(rule) ?? 0)
    for (const [other, count] of after) expect(count, other).toBeLessThanOrEqual(before.get(other) ?? 0)
  })
})
