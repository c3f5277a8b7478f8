import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import { hideSecrets } from './hide-secrets'
import { applyEdit, type Edit, editSchema } from './registry'
import { showLine } from './show-line'

const seed = Number(process.env.SEED ?? 20261124)
const block = (label: string, body = 'QUJD') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
const CERTIFICATE = block('CERTIFICATE')
const KEY = block('PRIVATE KEY', 'c2VjcmV0IGtleQ==')

type Path = 'server.cert' | 'server.key' | 'certs.pem'
const docOf = (path: Path, text: string) => {
  const format = catalogEntry(mailRootPath(path))?.format
  if (!format) throw new Error(path)
  return parseDocument(fromByteString(text), format)
}
const install = (path: Path, text: string): Edit => ({
  table: 'certificate',
  path: mailRootPath(path),
  op: 'install',
  text,
  about: null,
})
const apply = (path: Path, before: string, edit: Edit) => {
  const result = applyEdit(docOf(path, before), edit)
  return result.ok ? toByteString(printDocument(result.value)) : result.error.code
}

describe('the certificate table', () => {
  it('replaces a file as a whole, to the byte, whatever stood in it', () => {
    expect(apply('server.cert', '', install('server.cert', CERTIFICATE + CERTIFICATE))).toBe(
      CERTIFICATE + CERTIFICATE,
    )
    expect(apply('server.key', 'Bag Attributes\r\n\xe9', install('server.key', KEY))).toBe(KEY)
    expect(apply('certs.pem', 'junk', install('certs.pem', CERTIFICATE))).toBe(CERTIFICATE)
    expect(apply('server.cert', CERTIFICATE, install('server.cert', CERTIFICATE))).toBe('NOTHING_TO_CHANGE')
  })

  it.each<[Path, string, string]>([
    ['server.cert', KEY, 'PEM_WRONG_KIND'],
    ['server.cert', CERTIFICATE + KEY, 'PEM_WRONG_KIND'],
    ['server.cert', block('CERTIFICATE REQUEST'), 'PEM_WRONG_KIND'],
    ['server.key', CERTIFICATE, 'PEM_WRONG_KIND'],
    ['server.key', block('ENCRYPTED PRIVATE KEY'), 'PEM_WRONG_KIND'],
    ['server.key', KEY + KEY, 'PEM_UNREADABLE'],
    ['server.key', block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nQUJD'), 'PEM_UNREADABLE'],
    ['server.cert', CERTIFICATE.replaceAll('\n', '\r\n'), 'PEM_UNREADABLE'],
    ['server.cert', CERTIFICATE.trimEnd(), 'PEM_UNREADABLE'],
    ['server.cert', `${CERTIFICATE}\n`, 'PEM_UNREADABLE'],
    ['server.cert', `quit\n${CERTIFICATE}`, 'PEM_UNREADABLE'],
    ['server.cert', '\n', 'PEM_UNREADABLE'],
    ['server.cert', block('CERTIFICATE', 'A'.repeat(65)), 'PEM_UNREADABLE'],
  ])('refuses for %s what XMail or CTRL could not take: %j', (path, text, code) => {
    expect(apply(path, CERTIFICATE, install(path, text))).toBe(code)
  })

  it('brings back whatever an earlier revision held', () => {
    const bytes = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
      minLength: 1,
    })
    fc.assert(
      fc.property(bytes, (text) => {
        const edit = { ...install('server.key', ''), op: 'restore', text } as Edit
        expect(editSchema.safeParse(edit).success).toBe(true)
        const blank = text.trim() === ''
        expect(apply('server.key', KEY, edit)).toBe(blank ? 'EMPTY_BODY_REFUSED' : text)
      }),
      { seed },
    )
  })

  it('is only for the files of the TLS, and not for more than they hold', () => {
    expect(editSchema.safeParse({ ...install('server.cert', 'x'), path: 'server.tab' }).success).toBe(false)
    expect(editSchema.safeParse(install('server.cert', 'x'.repeat(300_000))).success).toBe(false)
    expect(editSchema.safeParse(install('server.cert', '')).success).toBe(false)
  })

  it('shows a certificate, and of a key nothing', () => {
    expect(JSON.stringify(hideSecrets(install('server.key', KEY)))).not.toContain('c2VjcmV0')
    expect(hideSecrets(install('server.cert', CERTIFICATE))).toMatchObject({ text: CERTIFICATE })
    const lines = docOf('server.key', KEY).lines.map((line) => showLine(mailRootPath('server.key'), line))
    expect(lines.join()).not.toContain('c2VjcmV0')
    const wrong = applyEdit(docOf('server.cert', ''), install('server.cert', KEY))
    expect(JSON.stringify(wrong)).not.toContain('c2VjcmV0')
    expect(unwrap(applyEdit(docOf('server.key', ''), install('server.key', KEY))).lines).toHaveLength(3)
  })
})
