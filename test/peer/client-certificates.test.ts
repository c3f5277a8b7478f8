import { X509Certificate } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashSubject, judgeTrusted } from '@/lib/certificates'
import { applyChange } from '@/lib/changes/apply'
import { planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import { type MadeCertificate, makeCertificate } from '@/lib/mailroot/ctrl/testing/make-certificate'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { readCertificateCheck, readServerVariables } from '@/lib/xmail/policy'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const TRUSTED = mailRootPath('certs.pem')
const SETTINGS = '"RootDomain"\t"xmailserver.test"\n'
const VERIFY = '"SSLWantVerify"\t"1"\n'
const CERT = '"SSLWantCert"\t"1"\n'
const FILE = '"SSLUseCertsFile"\t"1"\n'
const FOLDER = '"SSLUseCertsDir"\t"1"\n'

const root = makeCertificate({ commonName: 'Kumo root', isAuthority: true, toDays: 60 })
const middle = makeCertificate({ commonName: 'Kumo middle', isAuthority: true, issuer: root, toDays: 60 })
const systemRoot = makeCertificate({ commonName: 'Root of the computer', isAuthority: true, toDays: 60 })
const client = makeCertificate({ commonName: 'carol', issuer: root })
const ofMiddle = makeCertificate({ commonName: 'dave', issuer: middle })
const ofSystem = makeCertificate({ commonName: 'eve', issuer: systemRoot })
const itself = makeCertificate({ commonName: 'frank', toDays: 60 })

describe.skipIf(!XMAIL_HOME)('certificates of clients', () => {
  let xmail: RealXmail
  const folder = mkdtempSync(join(tmpdir(), 'authorities-'))
  beforeAll(async () => {
    // OpenSSL takes this list for the computer's own.
    const list = join(folder, 'list.pem')
    writeFileSync(list, systemRoot.cert)
    xmail = await startXmail({ home: XMAIL_HOME ?? '', environment: { SSL_CERT_FILE: list } })
  })
  afterAll(async () => {
    await xmail?.stop()
    rmSync(folder, { recursive: true })
  })

  const set = async (settings: string, trusted: string | null) => {
    await xmail.put('server.tab', SETTINGS + settings)
    await xmail.put(TRUSTED, trusted)
    return checkOf(SETTINGS + settings, trusted)
  }
  const letsIn = (own: MadeCertificate | null) => connect(xmail.ctrlsPort, own)

  it('are let in where an authority of certs.pem has signed them, written by an edit over CTRL', async () => {
    await set(CERT + FILE, null)
    const store = ctrlStoreOn(xmail)
    const edit: Edit = editSchema.parse({
      ...{ table: 'certificate', path: TRUSTED, op: 'trust' },
      certificates: [{ text: new X509Certificate(root.cert).toString(), subject: 'CN=Kumo root' }],
    })
    const { files } = unwrap(planChange(unwrap(await store.readSnapshot([TRUSTED])), [edit]))
    expect(await applyChange({ files, store, journal, sleep })).toEqual({ state: 'applied' })
    await store.close()
    expect(await letsIn(client)).toBe(true)
    expect(await letsIn(ofSystem)).toBe(false)
    expect(await letsIn(itself)).toBe(false)
    expect(await letsIn(null)).toBe(false)
  })

  it('are checked by the list of the computer where certs.pem is missing: more is let in than was meant', async () => {
    const check = await set(CERT + FILE, null)
    expect(check).toMatchObject({ fallsBack: true, fails: false })
    expect(await letsIn(ofSystem)).toBe(true)
    expect(await letsIn(client)).toBe(false)
  })

  it('are let in by nobody where certs.pem cannot be loaded, nor is who shows none', async () => {
    const cut = root.cert.slice(0, 200)
    const junk = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'
    for (const text of ['# nobody\n', `${root.cert}${cut}`]) {
      expect(await set(VERIFY + FILE, text)).toMatchObject({ fails: true })
      expect(await letsIn(null), text).toBe(false)
      expect(await letsIn(client), text).toBe(false)
    }
    await set(VERIFY + FILE, root.cert + junk)
    expect(await letsIn(null)).toBe(false)
    expect(judgeTrusted([{ label: 'CERTIFICATE', text: junk }], Date.now())).toMatchObject([
      { findings: [{ code: 'unreadable', weight: 'breaks' }] },
    ])
  })

  it('do not open certs.pem at all while nobody checks', async () => {
    expect(await set(FILE, '# nobody\n')).toMatchObject({ checks: false, fails: false })
    expect(await letsIn(null)).toBe(true)
  })

  it('may be left out where they are only checked', async () => {
    await set(VERIFY + FILE, root.cert)
    expect(await letsIn(null)).toBe(true)
    expect(await letsIn(client)).toBe(true)
    expect(await letsIn(ofSystem)).toBe(false)
  })

  it('need the root: what is between vouches for nobody', async () => {
    const block = (made: MadeCertificate) => ({ label: 'CERTIFICATE', text: made.cert })
    await set(CERT + FILE, middle.cert)
    expect(await letsIn(ofMiddle)).toBe(false)
    expect(judgeTrusted([block(middle)], Date.now())).toMatchObject([
      { findings: [{ code: 'root-missing' }] },
    ])
    await set(CERT + FILE, middle.cert + root.cert)
    expect(await letsIn(ofMiddle)).toBe(true)
    await set(CERT + FILE, itself.cert)
    expect(await letsIn(itself)).toBe(true)
    expect(judgeTrusted([block(itself)], Date.now())).toMatchObject([{ findings: [{ code: 'only-itself' }] }])
    await set(CERT + FILE, root.cert + root.cert)
    expect(await letsIn(client)).toBe(true)
  })

  it('are found in the folder certs by the hash of their authority, and by no other name', async () => {
    await set(CERT + FOLDER, null)
    mkdirSync(join(xmail.mailRoot, 'certs'), { recursive: true })
    await xmail.put('certs/kumo.pem', root.cert)
    expect(await letsIn(client)).toBe(false)
    const name = `certs/${hashSubject(new X509Certificate(root.cert))}`
    await xmail.put(`${name}.1`, root.cert)
    expect(await letsIn(client)).toBe(false)
    await xmail.put(`${name}.0`, root.cert)
    expect(await letsIn(client)).toBe(true)
  })
})

/** Whether XMail greets: under TLS 1.3 a client has shaken hands before the server has judged it. */
function connect(port: number, own: MadeCertificate | null): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = tls.connect({
      ...{ host: '127.0.0.1', port, rejectUnauthorized: false },
      ...(own && { cert: own.cert, key: own.key }),
    })
    const finish = (isIn: boolean) => {
      socket.destroy()
      resolve(isIn)
    }
    socket.once('data', (bytes: Buffer) => finish(bytes.toString('latin1').startsWith('+00000 ')))
    socket.once('error', () => finish(false))
    socket.once('close', () => finish(false))
  })
}

function checkOf(settings: string, trusted: string | null) {
  const open = (path: string, text: string) => {
    const format = catalogEntry(mailRootPath(path))?.format
    if (!format) throw new Error(path)
    return parseDocument(fromByteString(text), format)
  }
  const variables = readServerVariables(open('server.tab', settings))
  return readCertificateCheck(variables, trusted === null ? null : open(TRUSTED, trusted))
}

const journal = { step: async () => {} }
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
