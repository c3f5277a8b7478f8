import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodePassword } from '@/lib/xmail/password'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { readCtrlaccounts } from './ctrlaccounts'
import { hideSecrets } from './hide-secrets'
import { applyEdit, type Edit, editSchema } from './registry'
import { showLine } from './show-line'
import { HIDDEN } from './shown-content'
import { readSmtpauth } from './smtpauth'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 1500 }

/** Found nowhere by chance, in clear or encoded, and long enough that a part of it would be found too. */
const CANARY = 'Kanar1envogel'
const secrets = [CANARY, encodePassword(CANARY)]
const parts = secrets.flatMap((secret) => [secret.slice(0, 6), secret.slice(-6)])

const names = ['"scanner"', 'scanner', '"a \\"b\\""', '#"admin"', '""', '\xef\xbb\xbf"x"']
const tail = fc.constantFrom('\t"MR"', '\tMR', '\tmrz', '\t"MR"\t"note"', '', ' MR', '\t', '\t\t""')
const gap = fc.constantFrom('\t', '\t\t', ' ', '\t ', ':', ',', ' "')
const start = fc.constantFrom('', '', '', '#', '# ', '##', '; ', ' ')

function fileWith(secret: fc.Arbitrary<string>, name: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const quoted = fc
    .tuple(secret, fc.nat(4))
    .map(([text, style]) => [`"${text}"`, text, `"${text}`, `"${text}"x`, ` ${text}`][style])
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(start, name, gap, quoted, tail).map((pieces) => pieces.join('')) },
    // So long that it is read in pieces, which may begin within the password.
    fc
      .tuple(fc.integer({ min: 470, max: 515 }), secret, tail)
      .map(([n, text, end]) => `${'x'.repeat(n)}\t${text}${end}`),
    fc.constantFrom('# comment', `# scanner\t${CANARY}`, `#: scanner\t${CANARY}`, '', '  '),
  )
  return fc.array(line, { maxLength: 6 }).map((lines) => lines.map((each) => `${each}\n`).join(''))
}

const smtpauthFile = fileWith(fc.constantFrom(...secrets), fc.constantFrom(...names, ''))
/** A password in clear, and no name before it: to XMail, and to anybody, that is the name of an account. */
const ctrlaccountsFile = fc.oneof(
  fileWith(fc.constantFrom(...secrets), fc.constantFrom(...names)),
  fileWith(fc.constant(encodePassword(CANARY)), fc.constant('')),
)

const open = (text: string, comments: boolean): Document =>
  parseDocument(fromByteString(text), { lineLimit: 510, comments })

function expectHidden(shown: unknown): void {
  const text = JSON.stringify(shown)
  for (const part of parts) expect(text.includes(part), text).toBe(false)
}

describe('passwords', () => {
  it('are in no row', () => {
    fc.assert(
      fc.property(smtpauthFile, ctrlaccountsFile, (smtpauth, ctrlaccounts) => {
        expectHidden(readSmtpauth(open(smtpauth, true)))
        expectHidden(readCtrlaccounts(open(ctrlaccounts, false)))
      }),
      settings,
    )
  })

  it('are in no error', () => {
    const bad = fc.constantFrom('', '\t', '\n', '\0', '\\', '\x7f', 'é', '鍵', '#', ' ', '"')
    fc.assert(
      fc.property(
        smtpauthFile,
        ctrlaccountsFile,
        bad,
        fc.nat(2),
        fc.nat(9),
        (smtpauth, ctrl, char, at, pick) => {
          const password = [char + CANARY, CANARY + char, CANARY.slice(0, 7) + char + CANARY.slice(7)][at]
          for (const [table, path, doc] of [
            ['smtpauth', 'smtpauth.tab', open(smtpauth, true)],
            ['ctrlaccounts', 'ctrlaccounts.tab', open(ctrl, false)],
          ] as const) {
            const rows = table === 'smtpauth' ? readSmtpauth(doc) : readCtrlaccounts(doc)
            const row = rows[pick % Math.max(1, rows.length)] ?? { line: 0, was: 'x' }
            for (const change of [
              { op: 'add', accounts: [{ user: 'x', password, permissions: ['mail'] }] },
              { op: 'replace', row, user: 'x', password, account: { user: 'x', password, permissions: [] } },
              { op: 'replace', row, user: '', account: { user: '', permissions: [] } },
              { op: 'remove', rows: [row, row] },
              { op: 'disable', rows: [row] },
            ]) {
              const parsed = editSchema.safeParse({ table, path, ...change })
              if (!parsed.success) continue
              const done = applyEdit(doc, parsed.data)
              if (!done.ok) expectHidden(done.error)
              expectHidden(hideSecrets(parsed.data))
            }
          }
        },
      ),
      settings,
    )
  })

  it('are in no line of a diff', () => {
    fc.assert(
      fc.property(smtpauthFile, ctrlaccountsFile, (smtpauth, ctrlaccounts) => {
        const shown = (path: string, doc: Document) =>
          doc.lines.map((each) => showLine(mailRootPath(path), each))
        expectHidden(shown('smtpauth.tab', open(smtpauth, true)))
        expectHidden(shown('ctrlaccounts.tab', open(ctrlaccounts, false)))
        // Its columns are not known here, so that nothing of it is shown.
        expectHidden(shown('pop3links.tab', open(smtpauth, true)))
      }),
      settings,
    )
    const doc = open('#: 2F\n"a"\t"x"\t"MR"\n# heading\n', true)
    expect(doc.lines.map((each) => showLine(mailRootPath('smtpauth.tab'), each))).toEqual([
      ...['#: 2F', '"a"\t"***"\t"MR"', '(9 bytes)'],
    ])
    expect(doc.lines.map((each) => showLine(mailRootPath('smtpfwd.tab'), each))[2]).toBe('# heading')
  })

  it('are hidden in edits that are shown', () => {
    const edits: unknown[] = [
      {
        table: 'smtpauth',
        path: 'smtpauth.tab',
        op: 'add',
        accounts: [{ user: 'x', password: CANARY, permissions: [] }],
      },
      {
        table: 'ctrlaccounts',
        path: 'ctrlaccounts.tab',
        op: 'add',
        accounts: [{ user: 'x', password: CANARY }],
      },
    ]
    for (const plain of edits) {
      const shown: Edit = hideSecrets(editSchema.parse(plain))
      expectHidden(shown)
      expect(JSON.stringify(shown)).toContain(HIDDEN)
    }
  })
})
