import { describe, expect, it } from 'vitest'
import type { CtrlConnection } from '../connection'
import { foreseeHandshake } from './foresee-handshake'
import { brief } from './testing/brief'
import {
  BOTH,
  expired,
  good,
  identifyOn,
  misnamed,
  OWN_AUTHORITY,
  practiceWith,
  selfSigned,
} from './testing/certificates'
import type { MadeCertificate } from './testing/make-certificate'

describe.each(BOTH)('trust, over %s', (encryption) => {
  const cases: [string, MadeCertificate, Partial<CtrlConnection>, string][] = [
    ['an authority that the person gave', good, { trust: OWN_AUTHORITY }, 'ok'],
    ['nobody but the system', good, {}, 'CERTIFICATE_UNTRUSTED UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'nobody but the system, self-signed',
      selfSigned,
      {},
      'CERTIFICATE_UNTRUSTED DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      'a self-signed certificate given as authority',
      selfSigned,
      { trust: { by: 'authority', pem: selfSigned.cert } },
      'ok',
    ],
    [
      "the server's own certificate given as authority, though another signed it",
      good,
      { trust: { by: 'authority', pem: good.cert } },
      'ok',
    ],
    [
      'another authority',
      selfSigned,
      { trust: OWN_AUTHORITY },
      'CERTIFICATE_UNTRUSTED DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      'an authority that cannot be read',
      good,
      { trust: { by: 'authority', pem: 'nonsense' } },
      'CERTIFICATE_UNTRUSTED UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    ['an expired certificate', expired, { trust: OWN_AUTHORITY }, 'CERTIFICATE_UNTRUSTED CERT_HAS_EXPIRED'],
    [
      'another name',
      misnamed,
      { trust: OWN_AUTHORITY },
      'CERTIFICATE_UNTRUSTED ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['another name that was told', misnamed, { trust: OWN_AUTHORITY, serverName: 'other.test' }, 'ok'],
    [
      'a name that was told wrongly',
      good,
      { trust: OWN_AUTHORITY, serverName: 'other.test' },
      'CERTIFICATE_UNTRUSTED ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['the pinned certificate', selfSigned, { trust: { by: 'pin', sha256: selfSigned.sha256 } }, 'ok'],
    [
      'the pinned certificate, expired and misnamed',
      expired,
      { trust: { by: 'pin', sha256: expired.sha256 }, serverName: 'x.test' },
      'ok',
    ],
    [
      'another than the pinned one',
      good,
      { trust: { by: 'pin', sha256: selfSigned.sha256 } },
      'CERTIFICATE_CHANGED',
    ],
  ]

  it.each(cases)('%s', async (_what, certificate, changes, expected) => {
    const { connect, events } = await practiceWith(certificate)
    const connection = connect(encryption, changes)
    const result = await identifyOn(connection)
    expect(brief(result)).toBe(expected)
    const foreseen = await foreseeHandshake(connection, {
      certificate: certificate.cert,
      key: certificate.key,
    })
    expect(foreseen).toEqual(result.ok ? null : result.error)
    if (expected === 'ok') {
      expect(result).toMatchObject({
        value: { encrypted: true, cipher: expect.stringMatching(/^TLSv1\.3 TLS_/) },
      })
      expect(result.ok && result.value.weak).toBeUndefined()
    }
    expect(events.includes('login')).toBe(expected === 'ok')
  })

  it('names both fingerprints, and what is wrong with whom', async () => {
    const { connect } = await practiceWith(good)
    const pinned = await identifyOn(connect(encryption, { trust: { by: 'pin', sha256: selfSigned.sha256 } }))
    expect(pinned).toEqual({
      ok: false,
      error: {
        code: 'CERTIFICATE_CHANGED',
        details: { expected: selfSigned.sha256, fingerprint: good.sha256, subject: 'CN=mail.test' },
      },
    })
    const untrusted = await identifyOn(connect(encryption))
    expect(untrusted).toMatchObject({
      error: {
        details: {
          reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
          fingerprint: good.sha256,
          subject: 'CN=mail.test',
        },
      },
    })
  })

  it('signs in with the clear password where the person chose that', async () => {
    const { connect } = await practiceWith(good)
    const connection = connect(encryption, { trust: OWN_AUTHORITY, login: 'clear' })
    expect(brief(await identifyOn(connection))).toBe('ok')
  })
})
