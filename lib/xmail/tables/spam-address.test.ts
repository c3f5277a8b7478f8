import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readSpamAddress, testPatterns } from './spam-address'
import { applySpamAddressEdit, spamAddressEditSchema } from './spam-address-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const rowsOf = (text: string) => readSpamAddress(open(text))

function edit(text: string, change: unknown): string {
  const result = applySpamAddressEdit(open(text), spamAddressEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const add = (text: string, ...patterns: string[]) =>
  edit(text, { op: 'add', patterns: patterns.map((pattern) => ({ pattern })) })

describe('readSpamAddress', () => {
  it.each([
    ['"bulk.example.test"', 'no-at'],
    ['"noatsign"', 'no-at'],
    ['"@rude.net"', 'only-hops'],
    ['"x@"', 'never-matches'],
    ['"a@b@c"', 'never-matches'],
    ['*@casino.example.test ', 'has-blank'],
    ['"*@casino.example.test "', 'has-blank'],
    ['" x@y.test"', 'has-blank'],
    ['"*@[a-"', 'broken-pattern'],
    ['*@x\\', 'broken-pattern'],
    ['"*@b\xfccher.test"', 'not-ascii'],
    ['\xef\xbb\xbf"*@x.test"', 'byte-order-mark'],
    ['   ', 'only-blanks'],
    ['\t', 'only-blanks'],
    ['; list', 'looks-like-comment'],
    ['"a" "b"', 'no-at'],
  ])('says why %j refuses nobody', (line, reason) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ state: 'dead', reason, marks: [] }])
  })

  it.each([
    ['"*@spam.example.test"', []],
    ['"sales@shop.com"\t"since 2020"', []],
    ['*casino.test', ['no-at-written']],
    ['"*"', ['no-at-written', 'matches-everything']],
    ['"*@*"', ['matches-everything']],
    ['"?*@?*"', ['matches-everything']],
    ['"?*?*"', ['no-at-written', 'matches-everything']],
    ['"?*b*"', ['no-at-written']],
    ['"??*"', ['no-at-written', 'matches-everything']],
    ['"re\\*d@x.test"', []],
    ['"sales[!-~]*"', ['no-at-written']],
  ])('marks what is remarkable about %j', (line, marks) => {
    expect(rowsOf(`${line}\n`)).toMatchObject([{ state: 'live', marks }])
  })

  it('tells which earlier pattern takes in another', () => {
    const patterns = [
      ...[
        '*@rude.net',
        'a@rude.net',
        'A@RUDE.net',
        '*.rude.net',
        '*@x.rude.net',
        '*rude.net',
        'news*',
        'news@*',
      ],
      ...[
        'n?ws@x.test',
        'n[e]ws@x.test',
        'nows@x.test',
        '*@a*',
        '*x@ab',
        '*@*.test',
        'n*s@x.test',
        'n*s@x.com',
      ],
    ]
    const rows = rowsOf(patterns.join('\n'))
    expect(rows.map(({ coveredBy }) => (coveredBy === null ? null : patterns[coveredBy]))).toEqual([
      ...[null, '*@rude.net', '*@rude.net', null, '*.rude.net', null, null, 'news*'],
      ...[null, 'news*', 'n?ws@x.test', null, '*@a*', null, '*@*.test', null],
    ])
    expect(rows[2]?.marks).toEqual(['covered'])
    expect(rowsOf('a@b.c\nA@B.C\n')[1]?.marks).toEqual(['duplicate'])
  })

  it('shows patterns that are switched off, and takes no prose for one', () => {
    const text =
      '# Senders to refuse, with * for any run\n#*@rude.net\n# "a@b.c"\n#note\n# ask admin@x.test\n#-----@\n'
    expect(rowsOf(text).map(({ line, state, pattern }) => [line, state, pattern])).toEqual([
      [1, 'disabled', '*@rude.net'],
      [2, 'disabled', 'a@b.c'],
    ])
  })

  it('reads the pieces of a line that is too long', () => {
    const rows = rowsOf(`${'#'.padEnd(510, '-')}*@x.test\n`)
    expect(rows).toMatchObject([{ pattern: '*@x.test', state: 'live', marks: ['split-line'] }])
  })
})

describe('testPatterns', () => {
  const rows = rowsOf('# x\n*@rude.net\nSales@*\n#*@off.test\n@hop.test\n"* "\n*rude*\n')

  it.each([
    ['user@rude.net', 'user@rude.net', 1, [6]],
    ['<USER@RUDE.NET>', 'USER@RUDE.NET', 1, [6]],
    ['sales@fine.test', 'sales@fine.test', 2, []],
    ['x@off.test', 'x@off.test', null, []],
    ['<@hop.test,@b.test:user@rude.net>', '@hop.test', 4, []],
    ['<>', null, null, []],
    ['', null, null, []],
  ])('%s', (sender, tested, refusedBy, alsoBy) => {
    expect(testPatterns(rows, [sender])).toEqual([{ sender, tested, refusedBy, alsoBy }])
  })
})

describe('applySpamAddressEdit', () => {
  const FILE = '# senders\r\n"*@rude.net"\r\n"news@*"\t"May"\r\n'
  const [A, B] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

  it('adds, replaces, moves and removes lines, and no others', () => {
    expect(add(FILE, 'a@b.c', '*@x.test')).toBe(`${FILE}"a@b.c"\r\n"*@x.test"\r\n`)
    expect(edit(FILE, { op: 'replace', row: B, pattern: 'news@x.*' })).toBe(
      FILE.replace('news@*', 'news@x.*'),
    )
    expect(edit(FILE, { op: 'replace', row: B, pattern: 'news@*' })).toBe('NOTHING_TO_CHANGE')
    expect(edit(FILE, { op: 'move', row: B, before: A })).toBe(
      '# senders\r\n"news@*"\t"May"\r\n"*@rude.net"\r\n',
    )
    expect(edit(FILE, { op: 'remove', rows: [A] })).toBe('# senders\r\n"news@*"\t"May"\r\n')
  })

  it('refuses patterns that would do nothing, and offers what is likely meant', () => {
    expect(add(FILE, 'rude.org')).toBe('PATTERN_NOT_WHOLE pattern=rude.org meaning=*@rude.org')
    expect(add(FILE, '@rude.org')).toBe('PATTERN_NOT_WHOLE pattern=@rude.org meaning=*@rude.org')
    expect(add(FILE, '*@x.test ')).toBe('PATTERN_HAS_BLANK pattern=*@x.test ')
    expect(add(FILE, '*@[a')).toBe('PATTERN_BROKEN pattern=*@[a')
    expect(add(FILE, 'x@y\\')).toBe('PATTERN_BROKEN pattern=x@y\\')
    expect(add(FILE, '迷惑@x.test')).toBe('PATTERN_NEVER_MATCHES pattern=迷惑@x.test')
    expect(add(FILE, 'a@rude.net')).toBe('PATTERN_COVERED pattern=a@rude.net line=2 by=*@rude.net')
    expect(add(FILE, 'x@y.z', '*@RUDE.NET')).toBe('PATTERN_DUPLICATE pattern=*@RUDE.NET line=2 entry=2')
    expect(add(FILE, '*@y.z', 'x@y.z')).toBe('PATTERN_COVERED pattern=x@y.z line=1 entry=2 by=*@y.z')
  })

  it('asks before it refuses everybody', () => {
    expect(add(FILE, '*@*')).toBe('PATTERN_MATCHES_ALL pattern=*@*')
    const off = { line: 0, was: '#"*"' }
    expect(edit('#"*"\n', { op: 'enable', rows: [off] })).toBe('PATTERN_MATCHES_ALL pattern=*')
    expect(edit('#"*"\n', { op: 'enable', rows: [off], confirmed: ['everybody'] })).toBe('"*"\n')
  })
})
