import { beforeAll, describe, expect, it } from 'vitest'
import { brief } from './testing/brief'
import { BOTH, good, identifyOn, OLD_ONLY, OWN_AUTHORITY, practiceWith } from './testing/certificates'

describe('old TLS', () => {
  let connectOld: Awaited<ReturnType<typeof practiceWith>>['connect']
  beforeAll(async () => {
    connectOld = (await practiceWith({ ...good, ...OLD_ONLY })).connect
  })

  it.each(BOTH)('is refused over %s unless it is allowed, and then marked as weak', async (encryption) => {
    const refused = connectOld(encryption, { trust: OWN_AUTHORITY })
    expect(brief(await identifyOn(refused))).toMatch(/^TLS_TOO_OLD /)
    const allowed = connectOld(encryption, { trust: OWN_AUTHORITY, allowOldTls: true })
    expect(await identifyOn(allowed)).toMatchObject({
      ok: true,
      value: { encrypted: true, weak: 'old-tls', cipher: expect.stringMatching(/^TLSv1 /) },
    })
  })

  it('still checks the certificate', async () => {
    const connection = connectOld('starttls', { allowOldTls: true })
    expect(brief(await identifyOn(connection))).toMatch(/^CERTIFICATE_UNTRUSTED /)
  })

  it('being allowed does not make a modern server weak', async () => {
    const { connect } = await practiceWith(good)
    const connection = connect('starttls', { trust: OWN_AUTHORITY, allowOldTls: true })
    const identity = await identifyOn(connection)
    expect(identity.ok && identity.value).toMatchObject({ cipher: expect.stringMatching(/^TLSv1\.3 /) })
    expect(identity.ok && identity.value.weak).toBeUndefined()
  })
})
