import { describe, expect, it } from 'vitest'
import { inspectCtrlCertificate } from './index'
import { brief } from './testing/brief'
import { BOTH, identifyOn, misnamed, OLD_ONLY, practiceWith, selfSigned } from './testing/certificates'
import { connectionTo, serveScript } from './testing/scripted-server'

describe('inspectCtrlCertificate', () => {
  it.each(BOTH)('tells over %s what the server shows, and signs in as nobody', async (encryption) => {
    const { connect, events } = await practiceWith(misnamed)
    const report = await inspectCtrlCertificate(connect(encryption))
    expect(report).toEqual({
      ok: true,
      value: {
        subject: 'CN=other.test',
        issuer: 'CN=Test CA',
        validFrom: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
        validTo: expect.stringMatching(/Z$/),
        sha256: misnamed.sha256,
        names: ['other.test', '192.0.2.1'],
        trustedBySystem: false,
        untrustedReason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        protocol: 'TLSv1.3',
      },
    })
    expect(events).toEqual(['connection'])
  })

  it('gives a pin that then holds, also for old TLS', async () => {
    const { connect } = await practiceWith({ ...selfSigned, ...OLD_ONLY })
    expect(brief(await inspectCtrlCertificate(connect('starttls')))).toMatch(/^TLS_TOO_OLD/)
    const report = await inspectCtrlCertificate(connect('starttls', { allowOldTls: true }))
    if (!report.ok) throw new Error(report.error.code)
    expect(report.value).toMatchObject({ protocol: 'TLSv1', untrustedReason: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const connection = connect('starttls', {
      allowOldTls: true,
      trust: { by: 'pin', sha256: report.value.sha256 },
    })
    expect(brief(await identifyOn(connection))).toBe('ok')
  })

  it('has the troubles of any connection', async () => {
    const server = await serveScript((peer) => peer.say('-00130 Server does not like Your IP\r\n'))
    const connection = connectionTo(server.port, { encryption: 'starttls' })
    expect(brief(await inspectCtrlCertificate(connection))).toBe('REFUSED_BY_IPMAP')
    expect(brief(await inspectCtrlCertificate(connection, { signal: AbortSignal.abort() }))).toBe('CANCELLED')
    expect(brief(await inspectCtrlCertificate(connectionTo(server.port)))).toBe('TLS_NOT_OFFERED')
  })
})
