import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyChange } from '@/lib/changes/apply'
import { planChange } from '@/lib/changes/plan'
import { unwrap } from '@/lib/errors'
import { openLocalStore } from '@/lib/mailroot/local'
import type { MailRootStore } from '@/lib/mailroot/store'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { editSchema } from '@/lib/xmail/tables'
import { previewReplies } from '@/lib/xmail/variables'
import { ctrlStoreOn } from '../support/ctrl-store-on'
import { playSession } from '../support/smtp-session'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const PATH = mailRootPath('server.tab')
const BEFORE = [
  '# ours',
  '"RootDomain"\t"xmailserver.test"',
  '"SmtpServerDomain"\t"xmailserver.test"',
  'AllowSmtpVRFY\tyes',
  '"Greylist"\t"1"',
  '# "SmtpMsgIPBan"\t"Go away"',
  '',
].join('\n')

/** smtp.ipmap.tab denies it. */
const DENIED = '127.0.0.66'
const OTHER = '127.0.0.67'

describe.skipIf(!XMAIL_HOME)('what is set in server.tab is what XMail does', () => {
  let xmail: RealXmail
  let overCtrl: MailRootStore
  let inFolder: MailRootStore
  beforeAll(async () => {
    xmail = await startXmail({
      home: XMAIL_HOME ?? '',
      files: {
        'smtp.ipmap.tab': `"${DENIED}"\t"255.255.255.255"\t"DENY"\t1\n`,
        'spam-address.tab': '"spammer@*"\n',
      },
    })
    overCtrl = ctrlStoreOn(xmail)
    inFolder = openLocalStore({ kind: 'local', mailRoot: xmail.mailRoot })
  })
  afterAll(async () => {
    await overCtrl?.close()
    await inFolder?.close()
    await xmail?.stop()
  })
  beforeEach(() => xmail.put(PATH, BEFORE))

  const talk = async (from: string, more: object = {}) => {
    const client = unwrap(parseAddress(from))
    const answers = await playSession(
      { port: xmail.smtpPort, from },
      { client, from: 'a@sender.test', ...more },
    )
    const replyTo = (command: string) => answers.find((each) => each.command === command)
    return { answers, greeting: replyTo('connect')?.reply, mail: replyTo('mail')?.reply, replyTo }
  }

  it('refuses, passes or delays whom smtp.ipmap.tab denies', async () => {
    const refused = await talk(DENIED)
    const [own] = previewReplies('SmtpMsgIPBan', null, null)
    expect(refused.greeting).toBe(own?.line)

    await change(
      overCtrl,
      set('SmtpMsgIPBan', '550 Not from there'),
      set('CustomSMTPMessage', 'see example.test'),
    )
    expect((await talk(DENIED)).greeting).toBe('550 Not from there')
    expect((await talk(OTHER)).mail).toBe('250 OK')

    // The guide says that such clients must sign in; nothing at all happens.
    await change(inFolder, set('SMTP-IpMapDropCode', '0'))
    expect((await talk(DENIED)).mail).toBe('250 OK')

    await change(overCtrl, set('SMTP-IpMapDropCode', '-1'))
    const delayed = await talk(DENIED)
    expect(delayed.mail).toBe('250 OK')
    expect(delayed.replyTo('mail')?.waitedMs).toBeGreaterThan(900)

    await change(inFolder, { op: 'unset', name: 'SMTP-IpMapDropCode' })
    expect((await talk(DENIED)).greeting).toBe('550 Not from there')
    expect(await xmail.get(PATH)).toBe(
      BEFORE.replace('# "SmtpMsgIPBan"\t"Go away"', '"SmtpMsgIPBan"\t"550 Not from there"') +
        '"CustomSMTPMessage"\t"see example.test"\n#"SMTP-IpMapDropCode"\t"-1"\n',
    )
  })

  it('offers to sign in without TLS what SmtpNoTLSAuths says', async () => {
    const offered = async () =>
      (await talk(OTHER)).answers.flatMap(({ offers, reply }) =>
        [...offers, reply?.slice(4) ?? ''].filter((line) => line.startsWith('AUTH')),
      )
    expect(await offered()).toEqual(['AUTH LOGIN PLAIN CRAM-MD5'])
    await change(overCtrl, set('SmtpNoTLSAuths', ''))
    expect(await offered()).toEqual([])
    await change(inFolder, set('SmtpNoTLSAuths', 'CRAM-MD5'))
    expect(await offered()).toEqual(['AUTH CRAM-MD5'])
    // Why the console writes no list: XMail finds the first item alone.
    await xmail.put(PATH, `${BEFORE}"SmtpNoTLSAuths"\t"PLAIN,CRAM-MD5"\n`)
    expect(await offered()).toEqual(['AUTH PLAIN'])
    await change(overCtrl, { op: 'unset', name: 'SmtpNoTLSAuths' })
    expect(await offered()).toEqual(['AUTH LOGIN PLAIN CRAM-MD5'])
  })

  it('wants a sign-in where mail-auth is set, the most specific variable alone', async () => {
    const signIn = { mechanism: 'PLAIN', user: 'xmailuser@xmailserver.test', password: 'xmail' }
    await change(overCtrl, set('SmtpConfig', 'mail-auth', ['mail-auth']))
    expect((await talk(OTHER)).mail).toBe('551 Server use forbidden')
    expect((await talk(OTHER, { signIn })).mail).toBe('250 OK')
    await change(inFolder, set(`SmtpConfig-127.0.0.1,${xmail.smtpPort}`, ''))
    expect((await talk(OTHER)).mail).toBe('250 OK')
    await change(overCtrl, set(`SmtpConfig-127.0.0.1,${xmail.smtpPort}`, 'WantTLS'))
    expect((await talk(OTHER)).mail).toBe('503 Bad sequence of commands (TLS needed for this session)')
  })

  it('does what a mended flag says, and keeps the rest of the file', async () => {
    const vrfy = async () =>
      (await talk(OTHER, { vrfy: 'xmailuser@xmailserver.test' })).replyTo('vrfy')?.reply
    expect(await vrfy()).toBe('252 Argument not checked')
    await change(overCtrl, set('AllowSmtpVRFY', '1'))
    expect(await vrfy()).toMatch(/^250 /)
    expect(await xmail.get(PATH)).toBe(BEFORE.replace('\tyes', '\t1'))
  })

  it('answers a sender in spam-address.tab as the page says it will', async () => {
    const text = '504 Not from you'
    await change(inFolder, set('SmtpMsgIPBanSpamAddress', text), set('CustomSMTPMessage', 'see example.test'))
    const [expected] = previewReplies('SmtpMsgIPBanSpamAddress', text, 'see example.test')
    expect((await talk(OTHER, { from: 'spammer@sender.test' })).mail).toBe(expected?.line)
    expect(expected?.line).toBe('504 Not from you - see example.test')
  })
})

function set(name: string, value: string, confirmed: readonly string[] = []) {
  return { op: 'set', name, value, confirmed }
}

async function change(store: MailRootStore, ...requests: readonly object[]): Promise<void> {
  const edits = requests.map((request) => editSchema.parse({ table: 'variables', path: PATH, ...request }))
  const snapshot = unwrap(await store.readSnapshot([PATH]))
  const plan = unwrap(planChange(snapshot, edits))
  const outcome = await applyChange({ files: plan.files, store, journal: { step: async () => {} }, sleep })
  expect(outcome).toEqual({ state: 'applied' })
}

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
