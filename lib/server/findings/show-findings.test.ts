import { describe, expect, it } from 'vitest'
import type { ComparedFinding } from '@/lib/xmail/lint'
import { mailRootPath } from '@/lib/xmail/path'
import { editSchema } from '@/lib/xmail/tables'
import { showFindings } from './show-findings'

const path = mailRootPath('smtprelay.tab')
const remove = editSchema.parse({
  table: 'smtprelay',
  path,
  op: 'remove',
  rows: [{ line: 0, was: '"10.0.0.0/8"' }],
})
const finding = (rule: string, over: Partial<ComparedFinding> = {}): ComparedFinding => ({
  rule,
  severity: 'notice',
  path,
  line: 1,
  details: {},
  evidence: '3',
  fix: { path, edit: remove },
  change: 'stays',
  ...over,
})

describe('showFindings', () => {
  it('tells nothing of passwords to whoever could not set an administrator’s', () => {
    const all = [
      finding('password-shared', { change: 'new' }),
      finding('password-weak'),
      finding('relay-covered'),
    ]
    expect(showFindings('helpdesk', all).findings.map(({ rule }) => rule)).toEqual(['relay-covered'])
    expect(showFindings('auditor', all).findings.map(({ rule }) => rule)).toEqual(['relay-covered'])
    expect(showFindings('administrator', all).findings).toHaveLength(3)
  })

  it('offers only mends that the role may make, and none of what is gone', () => {
    const program = editSchema.parse({ ...remove, table: 'smtpextauth', path: 'smtpextauth.tab' })
    const all = [
      finding('a'),
      finding('b', { fix: { path: mailRootPath('smtpextauth.tab'), edit: program } }),
      finding('c', { change: 'gone' }),
    ]
    const mends = (role: 'auditor' | 'helpdesk' | 'administrator') =>
      showFindings(role, all).findings.map(({ fix }) => fix !== null)
    expect(mends('auditor')).toEqual([false, false, false])
    expect(mends('helpdesk')).toEqual([true, false, false])
    expect(mends('administrator')).toEqual([true, true, false])
  })

  it('counts more of the same instead of showing them', () => {
    const { findings, more } = showFindings('owner', [
      ...Array.from({ length: 100_001 }, () => finding('relay-covered')),
      finding('relay-wide'),
    ])
    expect(findings).toHaveLength(101)
    expect(more).toBe(99_901)
  })
})
