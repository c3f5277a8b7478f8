import { describe, expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { compareFindings } from './compare-findings'
import type { Finding } from './finding'

const finding = (line: number, network: string, by = 0): Finding => ({
  rule: 'relay-covered',
  severity: 'notice',
  path: mailRootPath('smtprelay.tab'),
  line,
  details: { network, by },
  evidence: '3',
  fix: null,
})
const brief = (before: Finding[], after: Finding[]) =>
  compareFindings(before, after).map(({ line, change }) => `${line} ${change}`)

describe('compareFindings', () => {
  it('knows a finding again whose lines have moved', () => {
    expect(brief([finding(4, '10.0.0.0/8', 1)], [finding(5, '10.0.0.0/8', 2)])).toEqual(['5 stays'])
  })

  it('tells what a draft brings from what it mends', () => {
    expect(brief([finding(1, 'a'), finding(2, 'b')], [finding(1, 'b'), finding(2, 'c')])).toEqual([
      '1 stays',
      '2 new',
      '1 gone',
    ])
  })

  it('counts those that look alike', () => {
    expect(brief([finding(1, 'a'), finding(2, 'a')], [finding(1, 'a')])).toEqual(['1 stays', '2 gone'])
    expect(brief([finding(1, 'a')], [finding(1, 'a'), finding(2, 'a')])).toEqual(['1 stays', '2 new'])
  })
})
