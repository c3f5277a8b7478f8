import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { readCertificateFile } from './certificate'
import { hideSecrets } from './hide-secrets'
import { applyEdit, type Edit, editSchema } from './registry'

const seed = Number(process.env.SEED ?? 20261124)
const PATH = mailRootPath('certs.pem')
const block = (body: string, label = 'CERTIFICATE') =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
const [A, B, C] = [block('QUFB'), block('QkJC'), block('Q0ND')] as const

const docOf = (text: string) => {
  const format = catalogEntry(PATH)?.format
  if (!format) throw new Error(PATH)
  return parseDocument(fromByteString(text), format)
}
const trust = (...texts: string[]): Edit => ({
  table: 'certificate',
  path: PATH,
  op: 'trust',
  certificates: texts.map((text) => ({ text, subject: 'CN=x' })),
})
const distrust = (line: number, text: string): Edit => ({
  table: 'certificate',
  path: PATH,
  op: 'distrust',
  line,
  text,
  subject: 'CN=x',
})
const apply = (before: string, edit: Edit) => {
  const result = applyEdit(docOf(before), edit)
  return result.ok ? toByteString(printDocument(result.value)) : result.error.code
}

describe('the list of whom XMail trusts', () => {
  it('takes certificates at its end, and keeps every byte before', () => {
    expect(apply('', trust(A))).toBe(A)
    expect(apply(A, trust(B, C))).toBe(A + B + C)
    expect(apply(`# Kumo\n${A}\n`, trust(B))).toBe(`# Kumo\n${A}\n${B}`)
    expect(apply(A.trimEnd(), trust(B))).toBe(A + B)
    const crlf = (text: string) => text.replaceAll('\n', '\r\n')
    expect(apply(crlf(A), trust(B))).toBe(crlf(A + B))
  })

  it('gives one back without touching the words around it', () => {
    expect(apply(`Kumo\n${A}between\n${B}end`, distrust(1, A))).toBe(`Kumo\nbetween\n${B}end`)
    expect(apply(`\n${A}${B}`, distrust(0, A))).toBe(`\n${B}`)
    expect(apply(A + B + A, distrust(6, A))).toBe(A + B)
    expect(apply(A + B + A, distrust(1, A))).toBe('ROW_NOT_FOUND')
    expect(apply(A + B, distrust(0, C))).toBe('ROW_NOT_FOUND')
    const key = block('c2Vj', 'PRIVATE KEY')
    expect(apply(A + key, distrust(3, key))).toBe(A)
    expect(JSON.stringify(hideSecrets(distrust(3, key)))).not.toContain('c2Vj')
  })

  it.each<[string, string, Edit]>([
    ['CERTIFICATE_DUPLICATE', A, trust(A)],
    ['CERTIFICATE_DUPLICATE', '', trust(A, A)],
    ['CERTIFICATE_DUPLICATE', '-----BEGIN CERTIFICATE-----\nQU\nFB\n-----END CERTIFICATE-----\n', trust(A)],
    ['PEM_WRONG_KIND', A, trust(block('QUFB', 'PRIVATE KEY'))],
    ['PEM_UNREADABLE', A, trust(B + C)],
    ['PEM_UNREADABLE', A, trust(`x\n${B}`)],
    ['PEM_UNREADABLE', A, trust(B.trimEnd())],
    ['LAST_CERTIFICATE', A, distrust(0, A)],
    ['LAST_CERTIFICATE', A + block('c2Vj', 'PRIVATE KEY'), distrust(0, A)],
    ['NOTHING_TO_CHANGE', '', { table: 'certificate', path: PATH, op: 'remove-file' }],
  ])('refuses with %s: %j', (code, before, edit) => {
    expect(apply(before, edit)).toBe(code)
  })

  it('is certs.pem, and a folder of names that OpenSSL looks for', () => {
    const at = (edit: Edit, path: string) => editSchema.safeParse({ ...edit, path }).success
    expect([at(trust(A), 'server.cert'), at(distrust(0, A), 'server.key')]).toEqual([false, false])
    const remove = { table: 'certificate', path: PATH, op: 'remove-file' } as const
    const paths = ['certs.pem', 'certs/my.pem', 'server.cert', 'server.key', 'certs/a/b']
    expect(paths.map((path) => at(remove, path))).toEqual([true, true, false, false, false])
    const install = (path: string): Edit => ({
      ...{ table: 'certificate', op: 'install', text: A, about: null },
      path: mailRootPath(path),
    })
    expect(apply('', install('certs/0a1b2c3d.0'))).toBe(A)
    expect(apply('', install('certs/my.pem'))).toBe('PATH_INVALID')
  })

  it('comes back to the byte after one certificate was added and removed, whatever stood in it', () => {
    const junk = fc.string({
      unit: fc.constantFrom('\n', '\r\n', 'x', '-----BEGIN CERTIFICATE-----', '\xe9'),
    })
    fc.assert(
      fc.property(junk, (words) => {
        const before = `${A}${words}\n`
        const added = applyEdit(docOf(before), trust(B))
        if (!added.ok) throw new Error(added.error.code)
        const row = readCertificateFile(added.value).at(-1)
        const removed = applyEdit(added.value, distrust(row?.line ?? -1, row?.text ?? ''))
        expect(removed.ok && toByteString(printDocument(removed.value))).toBe(before)
      }),
      { seed },
    )
  })
})
