import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { lintMailRoot } from './lint-mail-root'
import { CASES } from './testing/cases'
import { filesOf, OPTIONS } from './testing/clean-mail-root'
import { countUpTo, mend } from './testing/mend'

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
    const after = countUpTo(unwrap(mend(files, finding)), options, severity)
    expect(after.get(rule) ?? 0).toBeLessThan(before.get(rule) ?? 0)
    for (const [other, count] of after) expect(count, other).toBeLessThanOrEqual(before.get(other) ?? 0)
  })
})
