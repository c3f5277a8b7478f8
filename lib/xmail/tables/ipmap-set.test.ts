import { expect, it } from 'vitest'
import { parseDocument, printDocument } from '@/lib/xmail/tab'
import { applyIpmapEdit } from './ipmap-edit'

type Rule = [network: string, permission: 'ALLOW' | 'DENY', precedence: number]

function set(text: string, ...rules: Rule[]): string {
  const doc = parseDocument(new TextEncoder().encode(text), { lineLimit: 510, comments: true })
  const list = rules.map(([network, permission, precedence]) => ({ network, permission, precedence }))
  const edited = applyIpmapEdit(doc, { op: 'set', rules: list })
  return edited.ok ? new TextDecoder().decode(printDocument(edited.value)) : edited.error.code
}

const GUIDE =
  '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n"127.0.0.0"\t"255.0.0.0"\t"ALLOW"\t2\n"192.168.0.0"\t"255.255.255.0"\t"ALLOW"\t3\n'

it('puts rules in the place of all live rows and leaves comments and ignored lines alone', () => {
  expect(
    set(`# ours\n${GUIDE}"10.0.0.0/8"\t"DENY"\t1\n`, ['0.0.0.0/0', 'ALLOW', 1], ['::/0', 'ALLOW', 1]),
  ).toBe('# ours\n"10.0.0.0/8"\t"DENY"\t1\n"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t"1"\n"::/0"\t""\t"ALLOW"\t"1"\n')
})

it('keeps the line and the note of a row that says the same, and takes the note of one that goes', () => {
  const noted = GUIDE.replace('"0.0.0.0"', '#: all\n"0.0.0.0"')
    .replace('"127', '#: this computer\n"127')
    .replace('"192', '#: office\n"192')
  expect(set(noted, ['0.0.0.0/0', 'DENY', 1], ['::/0', 'DENY', 1], ['127.0.0.0/8', 'ALLOW', 5])).toBe(
    '#: all\n"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n#: this computer\n"127.0.0.0"\t"255.0.0.0"\t"ALLOW"\t5\n"::/0"\t""\t"DENY"\t"1"\n',
  )
})

it('keeps rows that are switched off', () => {
  expect(set(`#${GUIDE}`, ['0.0.0.0/0', 'DENY', 1])).toBe(
    `${`#${GUIDE}`.split('\n')[0]}\n"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n`,
  )
})

it('writes rules of equal precedence in their order: the later one wins', () => {
  const text = '10.1.0.0/16\t""\tDENY\t1\n10.0.0.0/8\t""\tALLOW\t1\n'
  expect(set(text, ['10.0.0.0/8', 'ALLOW', 1], ['10.1.0.0/16', 'DENY', 1])).toBe(
    '10.0.0.0/8\t""\tALLOW\t1\n10.1.0.0/16\t""\tDENY\t1\n',
  )
})

it('says so when the rules are there already', () => {
  expect(
    set(GUIDE, ['192.168.0.0/24', 'ALLOW', 3], ['127.0.0.0/8', 'ALLOW', 2], ['0.0.0.0/0', 'DENY', 1]),
  ).toBe('NOTHING_TO_CHANGE')
})

it('leaves a comment where no rule is left, never an empty file', () => {
  expect(set(GUIDE)).toMatch(/^#.+\n$/)
  expect(set('', ['::/0', 'DENY', 1])).toBe('"::/0"\t""\t"DENY"\t"1"\n')
})
