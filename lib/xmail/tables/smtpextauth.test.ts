import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readSmtpextauth } from './smtpextauth'
import { applySmtpextauthEdit, smtpextauthEditSchema } from './smtpextauth-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 1022, comments: true })
const rowsOf = (text: string) => readSmtpextauth(open(text))

function edit(text: string, change: unknown): string {
  const result = applySmtpextauthEdit(open(text), smtpextauthEditSchema.parse(change))
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const FILE = '"PLAIN"\t"/usr/bin/check"\t"@@USER"\t"--pass=$(PASS)"\n# "CRAM-MD5"\t"/bin/x"\t"@@CHALL"\n'
const [PLAIN, CRAM] = rowsOf(FILE).map(({ line, was }) => ({ line, was }))

describe('readSmtpextauth', () => {
  it('shows mechanisms with their programs, those switched off too', () => {
    expect(rowsOf(FILE)).toMatchObject([
      {
        state: 'live',
        mechanism: 'PLAIN',
        program: '/usr/bin/check',
        args: ['@@USER', '--pass=$(PASS)'],
        marks: [],
      },
      { state: 'disabled', mechanism: 'CRAM-MD5', marks: [] },
    ])
  })

  it.each([
    ['plain\t/bin/x', ['duplicate']],
    ['NTLM\t/bin/x', ['unknown-mechanism']],
    ['LOGIN\t/bin/x\t@@USR', ['unknown-macro']],
    ['LOGIN\t/bin/x\tx$(PASSWD)y', ['unknown-macro']],
    ['LOGIN\t/bin/x\tx\\$(PASSWD)y', []],
    ['LOGIN\t/bin/x\t@@RFILE', ['permissions-not-read']],
  ])('marks what is remarkable about %j', (line, marks) => {
    expect(rowsOf(`${FILE}${line}\n`)[2]).toMatchObject({ state: 'live', marks })
  })

  it('takes no prose for a row', () => {
    expect(rowsOf('# mechanism\tprogram\n#"x" y\tz\n; LOGIN\nLOGIN /bin/x\nLOGIN\n')).toMatchObject([
      { line: 2, state: 'dead', reason: 'looks-like-comment' },
      { line: 3, state: 'dead', reason: 'spaces-for-tabs' },
      { line: 4, state: 'dead', reason: 'too-few-fields' },
    ])
  })
})

describe('applySmtpextauthEdit', () => {
  const rule = { mechanism: 'LOGIN', program: '/opt/auth', args: ['@@USER', 'é'] }
  const add = (more: object) => edit(FILE, { op: 'add', rules: [{ ...rule, ...more }] })

  it('adds, replaces and switches programs', () => {
    expect(add({})).toBe(`${FILE}"LOGIN"\t"/opt/auth"\t"@@USER"\t"\xc3\xa9"\n`)
    expect(edit(FILE, { op: 'replace', row: PLAIN, rule })).toMatch(/^"LOGIN"\t"\/opt\/auth"/)
    expect(edit(FILE, { op: 'replace', row: CRAM, rule })).toBe('ROW_NOT_FOUND line=2')
    expect(edit(FILE, { op: 'enable', rows: [CRAM] })).toBe(FILE.replace('# ', ''))
    expect(edit(FILE, { op: 'disable', rows: [PLAIN] })).toBe(`#${FILE}`)
  })

  it('adds several, one a mechanism, or none', () => {
    const cram = { ...rule, mechanism: 'CRAM-MD5', args: [], note: 'by digest' }
    expect(edit(FILE, { op: 'add', rules: [rule, cram] })).toBe(
      `${FILE}"LOGIN"\t"/opt/auth"\t"@@USER"\t"\xc3\xa9"\n#: by digest\n"CRAM-MD5"\t"/opt/auth"\n`,
    )
    expect(edit(FILE, { op: 'add', rules: [rule, rule] })).toBe(
      'MECHANISM_DUPLICATE mechanism=LOGIN line=1 entry=2',
    )
  })

  it('refuses what would not be started', () => {
    expect(add({ mechanism: 'PLAIN' })).toBe('MECHANISM_DUPLICATE mechanism=PLAIN line=1')
    expect(add({ program: '' })).toBe('PROGRAM_NEEDED')
    expect(add({ program: 'check' })).toBe('PROGRAM_NOT_ABSOLUTE')
    expect(add({ program: 'C:\\check.exe' })).toMatch(/"C:\\check\.exe"/)
    expect(add({ args: ['@@FOO'] })).toBe('MACRO_UNKNOWN macro=FOO')
    expect(add({ args: ['a\tb'] })).toBe('FIELD_HAS_TAB column=3')
  })
})
