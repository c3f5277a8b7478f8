import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { checkChain } from './check-chain'
import { describeCertificate } from './describe-certificate'
import { generateKey, KEY_KINDS } from './generate-key'
import { makeRequest, makeSelfSigned } from './make-certificate'
import { orderChain } from './order-chain'
import { printKey } from './read-key'
import { readNames } from './read-names'
import { findOpenSsl, type OpenSsl, WITHOUT_OPENSSL } from './testing/openssl'

const NOW = Date.now()
const DAY_MS = 86_400_000
const names = unwrap(readNames('mail.example.test, *.Example.test\n192.0.2.1 2001:db8::1'))
const openssl = findOpenSsl()

afterAll(() => openssl?.end())

describe.each(KEY_KINDS)('%s', (kind) => {
  let key: KeyObject
  beforeAll(async () => {
    key = await generateKey(kind)
  })

  it('signs itself for its names and days, and clients that trust it connect', async () => {
    const pem = await makeSelfSigned(key, kind, names, 90, NOW)
    const certificate = new X509Certificate(pem)
    expect(certificate.checkPrivateKey(key)).toBe(true)
    expect(describeCertificate(certificate)).toMatchObject({
      names: ['mail.example.test', '*.example.test', '192.0.2.1', '2001:db8::1'],
      selfSigned: true,
      forServers: true,
      isAuthority: false,
      validTo: Math.floor((NOW + 90 * DAY_MS) / 1000) * 1000,
    })
    const findings = checkChain(orderChain(certificate, [certificate]), [], NOW)
    expect(findings.map(({ code }) => code)).toEqual(['self-signed'])
    expect(await handshake(pem, printKey(key))).toBe(certificate.fingerprint256)
  })

  it.skipIf(!openssl)(
    `asks an authority for a certificate${openssl ? '' : ` (${WITHOUT_OPENSSL})`}`,
    async () => {
      const tool = openssl as OpenSsl
      tool.write('x.csr', await makeRequest(key, kind, names))
      const printed = tool.run('req', '-in', 'x.csr', '-noout', '-text', '-verify')
      expect(printed).toContain(
        'DNS:mail.example.test, DNS:*.example.test, IP Address:192.0.2.1, IP Address:2001:DB8:',
      )
      const publicKey = tool.run('req', '-in', 'x.csr', '-noout', '-pubkey')
      expect(createPublicKey(publicKey).equals(createPublicKey(key))).toBe(true)
      expect(printed).not.toContain('PRIVATE')
    },
  )
})

/** The fingerprint that a client sees which trusts this certificate and nothing else. */
async function handshake(cert: string, key: string): Promise<string> {
  const server = createServer({ cert, key }, (socket) => socket.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = connect({ port, host: '127.0.0.1', servername: 'mail.example.test', ca: cert })
  try {
    await once(client, 'secureConnect')
    return client.getPeerX509Certificate()?.fingerprint256 ?? ''
  } finally {
    client.destroy()
    server.close()
  }
}

describe('names', () => {
  it('are hosts and addresses, each once, as DNS has them', () => {
    expect(unwrap(readNames('Mail.Example.test;mail.example.test、メール.example.test'))).toEqual([
      { type: 'dns', value: 'mail.example.test' },
      { type: 'dns', value: 'xn--4dkua4c.example.test' },
    ])
  })

  it.each([
    ['', 'CERTIFICATE_NAME_NEEDED'],
    [' , ', 'CERTIFICATE_NAME_NEEDED'],
    ['mail_.example.test', 'CERTIFICATE_NAME_INVALID'],
    ['mail.*.test', 'CERTIFICATE_NAME_INVALID'],
    ['*.192.0.2.1', 'CERTIFICATE_NAME_INVALID'],
    ['user@example.test', 'CERTIFICATE_NAME_INVALID'],
    [`${'a'.repeat(64)}.test`, 'CERTIFICATE_NAME_INVALID'],
    [Array.from({ length: 101 }, (_, i) => `h${i}.test`).join(' '), 'INPUT_TOO_LARGE'],
  ])('refuse %j', (text, code) => {
    expect(readNames(text)).toMatchObject({ ok: false, error: { code, field: 'names' } })
  })
})
