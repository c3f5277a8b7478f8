import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { applyEdit, type Edit } from '@/lib/xmail/tables'
import type { Finding } from './finding'
import { lintMailRoot } from './lint-mail-root'
import type { LintOptions } from './mail-root'
import { filesOf } from './testing/clean-mail-root'

const NOBODY: LintOptions = { nowMs: 0 }

function findIn(path: string, text: string, options = NOBODY): Finding[] {
  return lintMailRoot(filesOf({ [path]: text }), options).filter((finding) => finding.path === path)
}

/** Takes the last mend that is offered until none is left. */
function mendAll(path: string, text: string): string {
  let doc = filesOf({ [path]: text }).get(mailRootPath(path))
  for (let i = 0; i < 20 && doc; i++) {
    const fix: Edit | undefined = lintMailRoot(new Map([[mailRootPath(path), doc]]), NOBODY).findLast(
      (finding) => finding.fix,
    )?.fix?.edit
    if (!fix) break
    doc = unwrap(applyEdit(doc, fix))
  }
  return doc?.lines.map(({ raw }) => raw).join('') ?? ''
}

describe('mends', () => {
  it.each([
    '"127.0.0.1/32"\n"192.0.2.0/24"\n"198.51.100.5"\n"0.0.0.0/0"\n',
    '"127.0.0.1/32"\n"192.0.2.0/24"\n"10.0.0.0"\t"24"\n',
  ])('leave the right networks where too wide a row is mended as well (%#)', (text) => {
    const left = mendAll('smtprelay.tab', text)
    expect(left).toMatch(/^"127\.0\.0\.1\/32"\n/)
    expect(left).toMatch(/^"192\.0\.2\.0\/24"\n/m)
  })

  it.each([
    '"0.0.0.0/0"\t""\t"DENY"\t1\n"192.0.2.7/32"\t""\t"ALLOW"\t2\n',
    '"192.0.2.0"\t"255.255.255.0."\t"DENY"\t2\n"10.0.0.0"\t"255.0.0.0"\t"ALLOW"\t1\n',
  ])('close CTRL to nobody who may be this console (%#)', (text) => {
    const options = { nowMs: 0, ownAddress: unwrap(parseAddress('2001:db8::5')) }
    for (const given of [NOBODY, options]) {
      const found = findIn('ctrl.ipmap.tab', text, given)
      expect(found.length).toBeGreaterThan(0)
      for (const { fix } of found) expect(JSON.stringify(fix ?? null)).not.toContain('2000::/3')
    }
  })
})

it('tells nothing of a password that stands where the permissions should be', () => {
  const found = findIn('smtpauth.tab', '"u"\t"example.com"\t"S3cretPw!"\t"MRZ"\n')
  expect(JSON.stringify(found)).not.toMatch(/3cret/)
})
