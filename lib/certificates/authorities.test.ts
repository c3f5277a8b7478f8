import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import en from '@/messages/en/tls.json'
import ja from '@/messages/ja/tls.json'
import { hashSubject } from './hash-subject'
import { judgeTrusted, TRUSTED_FINDINGS } from './judge-trusted'
import { readAuthorities } from './read-authorities'
import { findOpenSsl, type OpenSsl, WITHOUT_OPENSSL } from './testing/openssl'

/** Behind the moment at which the certificates below are made. */
const NOW = Date.now() + 60_000
const DAY_MS = 86_400_000
const found = findOpenSsl()
afterAll(() => found?.end())

describe.skipIf(!found)(`authorities${found ? '' : ` (${WITHOUT_OPENSSL})`}`, () => {
  const tool = found as OpenSsl
  const text = (name: string) => tool.read(name).toString()

  beforeAll(() => {
    const make = (name: string, subject: string, ...more: string[]) =>
      tool.run(
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8'],
        ...['-subj', subject, '-days', '60', '-keyout', `${name}.key`, '-out', `${name}.pem`, ...more],
      )
    const ca = ['-addext', 'basicConstraints=critical,CA:TRUE']
    make('root', '/C=JP/O=Kumo  Trust /OU=Ümlaut 東京/CN=Kumo ROOT', ...ca)
    make('multi', '/C=JP/O=Kumo+OU=b+CN=Many', '-multivalue-rdn', ...ca)
    make('middle', '/CN=Middle', '-CA', 'root.pem', '-CAkey', 'root.key', ...ca)
    const leaf = ['-addext', 'basicConstraints=critical,CA:FALSE']
    make('leaf', '/CN=leaf', '-CA', 'middle.pem', '-CAkey', 'middle.key', ...leaf)
    make('self', '/CN=self', ...leaf)
    tool.run('crl2pkcs7', '-nocrl', '-certfile', 'middle.pem', '-certfile', 'root.pem', '-out', 'both.p7b')
    tool.run('pkcs7', '-in', 'both.p7b', '-outform', 'der', '-out', 'both.p7c')
  })

  it.each(['root', 'multi', 'middle', 'leaf', 'self'])('hashes the subject of %s as OpenSSL does', (name) => {
    const printed = tool.run('x509', '-in', `${name}.pem`, '-noout', '-subject_hash').trim()
    expect(hashSubject(new X509Certificate(text(`${name}.pem`)))).toBe(printed)
  })

  it('reads them from PEM in any order, with words between, and from PKCS#7 in PEM and DER', () => {
    const subjects = (given: string) =>
      unwrap(readAuthorities(given)).map(({ subject, fingerprint256 }) => `${subject} ${fingerprint256}`)
    const pem = `Kumo\n${text('middle.pem')}\n# root\n${text('root.pem').replaceAll('\n', '\r\n')}`
    const [middle, root] = subjects(pem)
    expect(middle).toContain('CN=Middle')
    expect(root).toContain('Kumo ROOT')
    expect(subjects(text('both.p7b')).sort()).toEqual([middle, root].sort())
    const wrap = (name: string) =>
      `-----BEGIN CERTIFICATE-----\n${tool.read(name).toString('base64')}\n-----END CERTIFICATE-----\n`
    expect(subjects(wrap('both.p7c')).sort()).toEqual([middle, root].sort())
    expect(subjects(text('root.pem') + text('root.pem'))).toHaveLength(1)
  })

  it('says what is wrong with what was given', () => {
    const code = (given: string) => {
      const read = readAuthorities(given)
      return read.ok ? null : [read.error.code, read.error.field]
    }
    expect(code(text('root.key'))).toEqual(['CERTIFICATES_ONLY', 'certificate'])
    expect(code('words')).toEqual(['PEM_UNREADABLE', 'certificate'])
    expect(code('')).toEqual(['CERTIFICATE_MISSING', 'certificate'])
    expect(code(text('root.pem').slice(0, 200))).toEqual(['PEM_UNREADABLE', 'certificate'])
    const other = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'
    expect(code(other)).toEqual(['PEM_UNREADABLE', 'certificate'])
  })

  it('judges each of a list as OpenSSL would take it', () => {
    const block = (name: string) => ({ label: 'CERTIFICATE', text: text(`${name}.pem`) })
    const judge = (names: readonly string[], now = NOW) =>
      judgeTrusted(names.map(block), now).map(({ findings }) => findings.map((each) => each.code))
    expect(judge(['root', 'middle'])).toEqual([[], []])
    expect(judge(['middle'])).toEqual([['root-missing']])
    expect(judge(['leaf', 'self', 'root', 'root'])).toEqual([
      ['not-authority'],
      ['only-itself'],
      [],
      ['duplicate'],
    ])
    expect(judge(['root'], NOW + 61 * DAY_MS)).toEqual([['expired']])
    expect(judge(['root'], NOW + 40 * DAY_MS)).toEqual([['ends-soon']])
    expect(judge(['root'], NOW - DAY_MS)).toEqual([['not-yet-valid']])
    const broken = { label: 'CERTIFICATE', text: 'no' }
    const key = { label: 'PRIVATE KEY', text: text('root.key') }
    expect(judgeTrusted([broken, key], NOW)).toMatchObject([
      { facts: null, findings: [{ code: 'unreadable', weight: 'breaks' }] },
      { facts: null, findings: [{ code: 'other-kind', details: { kind: 'private key' } }] },
    ])
  })

  it('agrees with what OpenSSL verifies', () => {
    tool.write('middle-alone.pem', text('middle.pem'))
    tool.write('both.pem', text('middle.pem') + text('root.pem'))
    const verifies = (list: string, name: string) => {
      try {
        tool.run('verify', '-no-CApath', '-no-CAstore', '-CAfile', list, `${name}.pem`)
        return true
      } catch {
        return false
      }
    }
    expect(verifies('both.pem', 'leaf')).toBe(true)
    expect(verifies('middle-alone.pem', 'leaf')).toBe(false)
    expect(verifies('self.pem', 'self')).toBe(true)
  })
})

it('has words for each finding in both languages', () => {
  const keys = TRUSTED_FINDINGS.map((code) => `trusted_${code}`)
  const worded = (words: object) => Object.keys(words).filter((key) => key.startsWith('trusted_'))
  expect(worded(en).sort()).toEqual([...keys].sort())
  expect(worded(ja).sort()).toEqual([...keys].sort())
})
