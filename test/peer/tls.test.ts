import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  generateKey,
  type KeyKind,
  makeSelfSigned,
  parseCertificate,
  printKey,
  readNames,
} from '@/lib/certificates'
import { applyChange } from '@/lib/changes/apply'
import { planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import { sftpConnectionSchema } from '@/lib/mailroot/connection'
import { openLocalStore } from '@/lib/mailroot/local'
import { openSftpStore } from '@/lib/mailroot/sftp'
import type { MailRootStore } from '@/lib/mailroot/store'
import { proveTls, type TlsProof, type TlsService } from '@/lib/probe/tls'
import { mailRootPath } from '@/lib/xmail/path'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { type Sshd, startSshd } from '../support/sshd'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const CERT = mailRootPath('server.cert')
const KEY = mailRootPath('server.key')
const SETTINGS = '"RootDomain"\t"xmailserver.test"\n'

describe.skipIf(!XMAIL_HOME)('a certificate and its key', () => {
  let xmail: RealXmail
  let sshd: Sshd
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
    sshd = await startSshd()
  })
  afterAll(async () => {
    await xmail?.stop()
    await sshd?.stop()
  })

  const prove = (service: TlsService): Promise<TlsProof> => {
    const { smtpPort, smtpsPort, pop3Port, pop3sPort, ctrlPort, ctrlsPort } = xmail
    const port = {
      smtp: smtpPort,
      smtps: smtpsPort,
      pop3: pop3Port,
      pop3s: pop3sPort,
      ctrl: ctrlPort,
      ctrls: ctrlsPort,
    }[service]
    return proveTls(service, { host: '127.0.0.1', port })
  }

  for (const [name, kind, open] of STORES) {
    it(`installed over ${name} are what every service shows from then on (${kind})`, async () => {
      const store = open(xmail, sshd)
      const { keyText, certificateText } = await makePair(kind)
      const edits = [editOf(KEY, keyText), editOf(CERT, certificateText)]
      const snapshot = unwrap(await store.readSnapshot([KEY, CERT]))
      const plan = unwrap(planChange(snapshot, edits))
      expect(plan.files.map(({ path }) => path)).toEqual([KEY, CERT])
      const outcome = await applyChange({ files: plan.files, store, journal, sleep })
      expect(outcome).toEqual({ state: 'applied' })
      await store.close()
      expect([await xmail.get(KEY), await xmail.get(CERT)]).toEqual([keyText, certificateText])
      for (const service of ['smtp', 'smtps', 'pop3', 'pop3s', 'ctrl', 'ctrls'] as const) {
        const proof = await prove(service)
        expect(proof, service).toMatchObject({
          state: 'secured',
          untrustedReason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        })
        expect(fingerprintOf(proof), service).toBe(parseCertificate(certificateText)?.fingerprint256)
      }
    })
  }

  it('that do not belong together let no handshake through', async () => {
    await xmail.put(KEY, (await makePair('ec-p256')).keyText)
    for (const service of ['smtp', 'pop3', 'ctrl'] as const)
      expect(await prove(service), service).toMatchObject({ state: 'failed' })
  })

  it('are not offered where they are switched off; the ports of TLS are not asked', async () => {
    const { keyText, certificateText } = await makePair('ec-p256')
    await xmail.put(KEY, keyText)
    await xmail.put(CERT, certificateText)
    const off = ['EnableSMTP-TLS', 'EnablePOP3-TLS', 'EnableCTRL-TLS'].map((flag) => `"${flag}"\t"yes"\n`)
    await xmail.put('server.tab', SETTINGS + off.join(''))
    for (const service of ['smtp', 'pop3', 'ctrl'] as const)
      expect(await prove(service), service).toMatchObject({ state: 'not-offered' })
    expect(await prove('ctrls')).toMatchObject({ state: 'secured' })
  })

  it('are shown to nobody without a certificate, where SSLWantCert is on', async () => {
    await xmail.put('server.tab', `${SETTINGS}"SSLWantCert"\t"1"\n`)
    for (const service of ['smtp', 'pop3', 'ctrl', 'ctrls'] as const)
      expect(await prove(service), service).toMatchObject({ state: 'failed' })
  })
})

const STORES = [
  // The first: it is the old certificate that is pinned. Between the two writes no handshake would succeed; both go over
  // the connection that there was before.
  ['CTRL with #!TLS', 'ec-p256', openPinned],
  ['CTRL in clear', 'rsa-2048', (xmail: RealXmail) => ctrlStoreOn(xmail)],
  ['SFTP', 'rsa-3072', openSftp],
  ['a local folder', 'ec-p256', openLocal],
] as const

function openPinned(xmail: RealXmail): MailRootStore {
  return ctrlStoreOn(xmail, { encryption: 'starttls' })
}

function openSftp({ mailRoot }: RealXmail, { port, user, hostKey, privateKey }: Sshd): MailRootStore {
  const place = { kind: 'sftp', host: '127.0.0.1', port, user, mailRoot, auth: 'key', hostKey }
  return openSftpStore(sftpConnectionSchema.parse(place), { privateKey })
}

function openLocal({ mailRoot }: RealXmail): MailRootStore {
  return openLocalStore({ kind: 'local', mailRoot })
}

const journal = { step: async () => {} }
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

async function makePair(kind: KeyKind) {
  const key = await generateKey(kind)
  const names = unwrap(readNames('xmailserver.test 127.0.0.1'))
  return { keyText: printKey(key), certificateText: await makeSelfSigned(key, kind, names, 30, Date.now()) }
}

function editOf(path: typeof KEY, text: string): Edit {
  return editSchema.parse({ table: 'certificate', path, op: 'install', text, about: null })
}

function fingerprintOf(proof: TlsProof): string | undefined {
  return proof.state === 'secured' ? parseCertificate(proof.certificate)?.fingerprint256 : undefined
}
