import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { checkChain } from './check-chain'
import { describeCertificate } from './describe-certificate'
import { readOpenKey } from './read-key'
import { type GivenPair, readPair } from './read-pair'
import { findOpenSsl, type OpenSsl, WITHOUT_OPENSSL } from './testing/openssl'

const openssl = findOpenSsl()
/** The certificates are made a little later than this line is read. */
const NOW = Date.now() + 3_600_000

const given = (certificate: string, key = '', other: Partial<GivenPair> = {}): GivenPair => ({
  certificate,
  key,
  passphrase: '',
  pkcs12: null,
  ...other,
})
const codeOf = (result: ReturnType<typeof readPair>) => (result.ok ? 'ok' : result.error.code)

describe.skipIf(!openssl)(`what openssl makes${openssl ? '' : ` (${WITHOUT_OPENSSL})`}`, () => {
  const tool = openssl as OpenSsl
  const text = (name: string) => tool.read(name).toString()
  /** A root, an intermediate and a server below it, all RSA but the server `ec`. */
  beforeAll(() => {
    const config = [
      '[root]\nbasicConstraints=critical,CA:TRUE',
      '[middle]\nbasicConstraints=critical,CA:TRUE,pathlen:0',
      '[leaf]\nbasicConstraints=CA:FALSE\nsubjectAltName=DNS:mail.example.test,DNS:*.example.test,IP:192.0.2.1\nextendedKeyUsage=serverAuth',
      '[client]\nsubjectAltName=DNS:mail.example.test\nextendedKeyUsage=clientAuth',
    ]
    tool.write('x.cnf', config.join('\n'))
    const key = (name: string) =>
      tool.run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', `${name}.key`)
    const sign = (name: string, by: string, section: string, ...more: string[]) => {
      tool.run('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`)
      const issuer =
        by === name
          ? ['-signkey', `${name}.key`]
          : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial']
      tool.run(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        ...issuer,
        '-days',
        '90',
        '-extfile',
        'x.cnf',
        '-extensions',
        section,
        '-out',
        `${name}.pem`,
        ...more,
      )
    }
    for (const name of ['root', 'middle', 'leaf', 'client', 'other']) key(name)
    tool.run('ecparam', '-name', 'prime256v1', '-genkey', '-out', 'ec.key')
    tool.run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024', '-out', 'weak.key')
    sign('root', 'root', 'root')
    sign('middle', 'root', 'middle')
    sign('leaf', 'middle', 'leaf')
    sign('client', 'middle', 'client')
    sign('ec', 'middle', 'leaf')
    sign('weak', 'weak', 'leaf', '-sha1')
  })
  afterAll(() => tool.end())

  it('orders a chain, whatever order it came in, and leaves out what does not belong to it', () => {
    const all = ['root', 'other', 'middle', 'leaf'].map((name) =>
      name === 'other' ? text('weak.pem') : text(`${name}.pem`),
    )
    const pair = unwrap(readPair(given(all.join('\n'), text('leaf.key')), []))
    expect(pair.certificateText).toBe(['leaf', 'middle', 'root'].map((name) => text(`${name}.pem`)).join(''))
    expect(pair.keyText).toBe(text('leaf.key'))
    expect(checkChain(pair.chain, [], NOW).map(({ code }) => code)).toEqual([
      'chain-reordered',
      'chain-extra',
    ])
    tool.write('chain.pem', pair.certificateText)
    expect(tool.run('verify', '-CAfile', 'root.pem', '-untrusted', 'chain.pem', 'chain.pem')).toContain('OK')
  })

  it('takes a key among the certificates, and CR LF, and text between the blocks', () => {
    const pasted = `Bag Attributes\r\n  friendlyName: x\r\n${text('leaf.key')}${text('leaf.pem')}`.replaceAll(
      '\n',
      '\r\n',
    )
    const pair = unwrap(readPair(given(pasted), []))
    expect([pair.keyText, pair.certificateText]).toEqual([text('leaf.key'), text('leaf.pem')])
  })

  it.each([
    ['PKCS#1', ['rsa', '-in', 'leaf.key', '-traditional']],
    [
      'PKCS#1, encrypted with 3DES',
      ['rsa', '-in', 'leaf.key', '-traditional', '-des3', '-passout', 'pass:kumo 41'],
    ],
    [
      'PKCS#1, encrypted with AES',
      ['rsa', '-in', 'leaf.key', '-traditional', '-aes256', '-passout', 'pass:kumo 41'],
    ],
    [
      'PKCS#8, encrypted',
      ['pkcs8', '-topk8', '-in', 'leaf.key', '-passout', 'pass:kumo 41', '-v2', 'aes-256-cbc'],
    ],
    ['SEC1', ['ec', '-in', 'ec.key']],
    ['SEC1, encrypted', ['ec', '-in', 'ec.key', '-aes128', '-passout', 'pass:kumo 41']],
  ])('reads a key in %s', (form, command) => {
    const name = form.startsWith('SEC1') ? 'ec' : 'leaf'
    tool.run(...command, '-out', 'form.key')
    const key = text('form.key')
    const read = (passphrase: string) => readPair(given(text(`${name}.pem`), key, { passphrase }), [])
    const isLocked = form.includes('encrypted')
    expect(codeOf(read(''))).toBe(isLocked ? 'KEY_PASSPHRASE_NEEDED' : 'ok')
    if (isLocked) expect(codeOf(read('wrong'))).toBe('KEY_PASSPHRASE_WRONG')
    const pair = unwrap(read('kumo 41'))
    expect(pair.keyText).not.toContain('ENCRYPTED')
    expect(readOpenKey(pair.keyText)?.equals(pair.key)).toBe(true)
    tool.write('open.key', pair.keyText)
    expect(tool.run('pkey', '-in', 'open.key', '-pubout')).toBe(
      tool.run('x509', '-in', `${name}.pem`, '-noout', '-pubkey'),
    )
  })

  it.each([
    ['leaf', 'AES of OpenSSL 3', []],
    ['ec', 'AES of OpenSSL 3', []],
    ['leaf', 'RC2 and 3DES', ['-legacy']],
    ['ec', 'RC2 and 3DES', ['-legacy']],
    ['leaf', 'AES-128', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC']],
  ])('reads PKCS#12: the key %s, with %s', (name, _how, options) => {
    tool.run(
      'pkcs12',
      '-export',
      '-in',
      `${name}.pem`,
      '-inkey',
      `${name}.key`,
      '-certfile',
      'middle.pem',
      '-passout',
      'pass:kumo 41',
      ...options,
      '-out',
      'x.p12',
    )
    const read = (password: string) =>
      readPair(given('', '', { pkcs12: { bytes: tool.read('x.p12'), password } }), [])
    const pair = unwrap(read('kumo 41'))
    expect(pair.certificateText).toBe(text(`${name}.pem`) + text('middle.pem'))
    expect(pair.key.equals(readOpenKey(text(`${name}.key`)) as never)).toBe(true)
    expect(codeOf(read('kumo'))).toBe('PKCS12_PASSWORD_WRONG')
    expect(codeOf(read(''))).toBe('PKCS12_PASSWORD_WRONG')
  })

  it('says what is wrong with what was given', () => {
    const codes = {
      foreignKey: readPair(given(text('leaf.pem'), text('other.key')), []),
      noKey: readPair(given(text('leaf.pem')), []),
      noCertificate: readPair(given('', text('leaf.key')), []),
      request: readPair(given(text('leaf.csr'), text('leaf.key')), []),
      words: readPair(given('hello', text('leaf.key')), []),
      cut: readPair(given(text('leaf.pem').slice(0, 500), text('leaf.key')), []),
      damaged: readPair(given(text('leaf.pem').replace(/\n.{10}/, '\nAAAAAAAAAA'), text('leaf.key')), []),
      pfx: readPair(given('', '', { pkcs12: { bytes: Buffer.from('no'), password: '' } }), []),
      certificateAsPfx: readPair(
        given('', '', { pkcs12: { bytes: Buffer.from(text('leaf.pem')), password: '' } }),
        [],
      ),
    }
    expect(Object.fromEntries(Object.entries(codes).map(([name, result]) => [name, codeOf(result)]))).toEqual(
      {
        foreignKey: 'KEY_MISMATCH',
        noKey: 'KEY_MISSING',
        noCertificate: 'CERTIFICATE_MISSING',
        request: 'PEM_WRONG_KIND',
        words: 'PEM_UNREADABLE',
        cut: 'PEM_UNREADABLE',
        damaged: 'PEM_UNREADABLE',
        pfx: 'PKCS12_UNREADABLE',
        certificateAsPfx: 'PKCS12_UNREADABLE',
      },
    )
    expect(readPair(given(text('leaf.csr')), [])).toMatchObject({
      error: { field: 'certificate', details: { kind: 'certificate request' } },
    })
    expect(JSON.stringify(codes.foreignKey)).not.toContain('PRIVATE')
  })

  it('refuses keys that clients do not take', () => {
    tool.run('genpkey', '-algorithm', 'ed25519', '-out', 'ed.key')
    expect(readPair(given(text('leaf.pem'), text('ed.key')), [])).toMatchObject({
      error: { code: 'KEY_UNSUPPORTED', details: { kind: 'ED25519' } },
    })
  })

  it('finds the key that it knows already', () => {
    const known = [
      { from: 'one', text: text('other.key') },
      { from: 'two', text: text('leaf.key') },
    ]
    expect(unwrap(readPair(given(text('leaf.pem')), known)).keyFrom).toBe('two')
  })

  it('finds what is weak, foreign or for another purpose', () => {
    const names = [{ variable: 'RootDomain', name: 'example.test' }] as const
    const check = (name: string, server: Parameters<typeof checkChain>[1] = names, now = NOW) =>
      checkChain(
        unwrap(readPair(given(text(`${name}.pem`), text(`${name}.key`)), [])).chain,
        server,
        now,
      ).map(({ code, weight }) => `${weight} ${code}`)
    expect(check('weak')).toEqual(['asks weak-key', 'asks weak-signature', 'notes self-signed'])
    expect(check('client')).toEqual(['asks not-for-servers', 'warns chain-incomplete'])
    expect(check('root')).toEqual(['asks foreign', 'warns no-name-list', 'notes self-signed'])
    expect(check('middle')).toEqual([
      'asks foreign',
      'warns chain-incomplete',
      'warns no-name-list',
      'warns authority-as-leaf',
    ])
    expect(check('leaf', [{ variable: 'RootDomain', name: 'elsewhere.test' }])).toContain('asks foreign')
    expect(check('leaf', [...names, { variable: 'HeloDomain', name: 'out.elsewhere.test' }])).toContain(
      'warns name-missing',
    )
    expect(check('leaf', names, NOW + 70 * 86_400_000)).toContain('warns ends-soon')
    expect(check('leaf', names, NOW + 91 * 86_400_000)).toContain('asks expired')
    expect(check('leaf', names, NOW - 86_400_000)).toContain('asks not-yet-valid')
  })

  it('describes a certificate as openssl does', () => {
    const leaf = unwrap(readPair(given(text('leaf.pem'), text('leaf.key')), [])).chain.certificates[0]
    const facts = describeCertificate(leaf)
    const printed = tool.run('x509', '-in', 'leaf.pem', '-noout', '-fingerprint', '-sha256', '-enddate')
    expect(printed.replaceAll(':', '').toLowerCase()).toContain(facts.sha256)
    expect(Date.parse(/notAfter=(.*)/.exec(printed)?.[1] ?? '')).toBe(facts.validTo)
    expect(facts).toMatchObject({
      subject: 'CN=leaf',
      names: ['mail.example.test', '*.example.test', '192.0.2.1'],
      key: 'RSA 2048',
      signatureHash: 'SHA-256',
      forServers: true,
      selfSigned: false,
    })
  })
})
