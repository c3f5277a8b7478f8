import { describe, expect, it } from 'vitest'
import { open } from '@/lib/xmail/policy/testing/policy-of'
import { compareMailRoots } from './compare-mail-roots'

type Texts = Readonly<Record<string, string>>

function scattered(before: Texts, after: Texts) {
  const files = (texts: Texts) =>
    new Map(Object.entries(texts).map(([path, text]) => [path, open(path, text)] as const))
  return compareMailRoots(files(before), files(after)).scattered
}

const MANY_HOLES = '"10.0.0.1"\t"255.0.0.1"'

/** What XMail does with every address of a space of eight bits, to see that zeros are what counts. */
function countMatches(mask: number): number {
  return Array.from({ length: 256 }, (_, address) => (address & mask) === 0).filter(Boolean).length
}

describe('rows with masks that are too scattered to be listed', () => {
  it('are told with their exact size where they come and go', () => {
    const row = { path: 'smtprelay.tab', line: 1, network: '10.0.0.1 255.0.0.1', addresses: 2 ** 23 }
    const [without, having] = [{ 'smtprelay.tab': '' }, { 'smtprelay.tab': `${MANY_HOLES}\n` }]
    expect(scattered(without, having)).toEqual({ rows: [{ ...row, change: 'added' }], more: 0 })
    expect(scattered(having, without)).toEqual({ rows: [{ ...row, change: 'removed' }], more: 0 })
  })

  it.each([0b10100101, 0b00000001, 0b10000001])('have two to the power of their zeros (%i)', (mask) => {
    const after = { 'smtprelay.tab': `"0.0.0.0"\t"0.0.0.${mask}"\n` }
    const [row] = scattered({ 'smtprelay.tab': '' }, after)?.rows ?? []
    expect(row?.addresses).toBe(countMatches(mask) * 2 ** 24)
  })

  it.each([
    ['smtp.ipmap.tab', `${MANY_HOLES}\t"DENY"\t1\n`],
    ['ctrl.ipmap.tab', `${MANY_HOLES}\t"DENY"\t1\n`],
    ['domains/here.test/joe/pop3.ipmap.tab', `${MANY_HOLES}\t"DENY"\t1\n`],
    ['spammers.tab', `${MANY_HOLES}\n`],
  ])('are found in %s', (path, text) => {
    const beside = { 'server.tab': '', 'spammers.tab': '' }
    expect(scattered({ ...beside, [path]: '' }, { ...beside, [path]: text })).toMatchObject({
      rows: [{ path, change: 'added', line: 1, addresses: 2 ** 23 }],
    })
  })

  it('are counted where they are many', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `"10.0.0.${i}"\t"255.0.0.127"\n`)
    const told = scattered({ 'smtprelay.tab': '' }, { 'smtprelay.tab': lines.join('') })
    expect(told?.rows).toHaveLength(24)
    expect(told?.more).toBe(76)
  })

  it('are not told of where they stay, or where every row can be listed', () => {
    const kept = { 'smtprelay.tab': `${MANY_HOLES}\n` }
    expect(scattered(kept, { 'smtprelay.tab': `"192.0.2.0/24"\n${MANY_HOLES}\n` })).toEqual({
      rows: [],
      more: 0,
    })
    expect(scattered({ 'smtprelay.tab': '' }, { 'smtprelay.tab': '"192.0.2.0/24"\n' })).toBeUndefined()
  })
})
