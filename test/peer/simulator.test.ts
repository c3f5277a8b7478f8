import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openLocalStore } from '@/lib/mailroot/local'
import { answerQuestion } from '@/lib/server/simulator/answer-question'
import { openLiveReading } from '@/lib/server/simulator/policy-pair'
import { parseAddress } from '@/lib/xmail/net'
import type { SmtpQuestion } from '@/lib/xmail/policy'
import { EMPTY_QUESTION, type QuestionForm, readQuestion, type ShownAnswer } from '@/lib/xmail/simulator'
import { INDEXED_FILES, MAILBOXES } from '../support/random-mail-root'
import { openRaw } from '../support/raw-connection'
import { playSession } from '../support/smtp-session'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const USER = 'xmailuser@xmailserver.test'
const FILES = {
  'server.tab': [
    '"RootDomain"\t"xmailserver.test"',
    '"SmtpServerDomain"\t"xmailserver.test"',
    '"POP3Domain"\t"xmailserver.test"',
    '"CustomSMTPMessage"\t"ask the helpdesk"',
    '"EnableAuthSMTP-POP3"\t"0"',
    '',
  ].join('\n'),
  'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n"127.0.0.4"\t"255.255.255.255"\t"DENY"\t2\n',
  'spammers.tab': '"127.0.0.5/32"\t"code=-1"\n"127.0.0.6/32"\n',
  'spam-address.tab': '"*@rude.net"\n',
  'smtprelay.tab': '"127.0.0.2"\t"255.255.255.255"\n"127.0.0.3"\n',
  'pop3.ipmap.tab': '"127.0.0.4"\t"255.255.255.255"\t"DENY"\t2\n',
  'ctrl.ipmap.tab': '"127.0.0.4"\t"255.255.255.255"\t"DENY"\t2\n',
  'finger.ipmap.tab': '"127.0.0.4"\t"255.255.255.255"\t"DENY"\t2\n',
  'smtpauth.tab': '"phone"\t"word"\t"R"\n',
} as const

const ABROAD = { from: 'a@b.test', to: 'c@remote.test' }

/** With the passwords that the page never asks for. */
const SMTP: readonly [form: Partial<QuestionForm>, password: string][] = [
  [{ client: '127.0.0.2', ...ABROAD }, ''],
  [{ client: '127.0.0.3', ...ABROAD }, ''],
  [{ client: '127.0.0.4', ...ABROAD }, ''],
  [{ client: '127.0.0.5', ...ABROAD, to: USER }, ''],
  [{ client: '127.0.0.6', ...ABROAD, to: USER }, ''],
  [{ client: '127.0.0.7', from: 'X@RUDE.net', to: USER }, ''],
  [{ client: '127.0.0.7', from: '*@*', to: 'no*body@xmailserver.test' }, ''],
  [{ client: '127.0.0.7', from: '<>', to: 'x@@y' }, ''],
  [{ client: '127.0.0.7', ...ABROAD, as: 'phone' }, 'word'],
  [{ client: '127.0.0.7', ...ABROAD, as: USER, auth: 'LOGIN' }, 'xmail'],
]

describe.skipIf(!XMAIL_HOME)('the simulator answers as a real XMail does', () => {
  let xmail: RealXmail
  beforeAll(async () => {
    const files = { ...INDEXED_FILES, ...MAILBOXES, ...FILES }
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files })
  })
  afterAll(() => xmail?.stop())

  /** As the page asks. Nothing here is in any name server, so that the ordinary way is the real one. */
  async function ask(form: Partial<QuestionForm>): Promise<ShownAnswer> {
    const reading = readQuestion({ ...EMPTY_QUESTION, ptr: '-', ...form })
    if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
    const store = openLocalStore({ kind: 'local', mailRoot: xmail.mailRoot })
    const live = unwrap(await openLiveReading(store))
    const answer = unwrap(await answerQuestion(live, { key: '', edits: [] }, reading.question))
    const [way] = answer.live.ways
    if (!way) throw new Error('no way')
    return way.answer
  }

  it.each(SMTP)('to SMTP: %j', async (form, password) => {
    const decided = await ask(form)
    const client = unwrap(parseAddress(form.client ?? ''))
    const signIn =
      form.as === undefined
        ? null
        : {
            mechanism: form.auth === 'LOGIN' ? ('LOGIN' as const) : ('PLAIN' as const),
            user: form.as,
            password,
          }
    const from = form.from === '<>' ? '' : form.from
    const question: SmtpQuestion = { client, signIn, from, rcpt: form.to }
    const answers = await playSession({ port: xmail.smtpPort, from: form.client ?? '' }, question)
    const replies = (exchange: readonly { command: string; reply: string | null }[]) =>
      exchange.map(({ command, reply }) => [command, reply?.replace(/^220 .*/, '220')])
    expect(replies(answers)).toEqual(replies(decided.exchange))
    const waited = answers.map(({ waitedMs }) => waitedMs)
    for (const [at, { delaySeconds }] of decided.exchange.entries())
      expect((waited[at] ?? 0) + 20).toBeGreaterThan(delaySeconds * 1000)
  })

  it.each(['127.0.0.4', '127.0.0.7'])('to POP3, CTRL and FINGER from %s', async (client) => {
    for (const [service, port] of [
      ['pop3', xmail.pop3Port],
      ['ctrl', xmail.ctrlPort],
      ['finger', xmail.fingerPort],
    ] as const) {
      const { exchange } = await ask({ service, client })
      const connection = await openRaw({ port, from: client })
      // FINGER greets nobody: whether it is open shows in what it says to a question.
      if (service === 'finger') connection.send('nobody\r\n')
      await connection.waitFor((text) => text.includes('\n'))
      const said = connection.take().split('\r\n')[0] ?? ''
      connection.destroy()
      if (service === 'finger') expect(said === '').toBe(exchange[0]?.closes)
      else expect(shape(said)).toBe(shape(exchange[0]?.reply ?? ''))
    }
  })

  it('to somebody who fetches mail', async () => {
    const { exchange, verdict } = await ask({ service: 'pop3-user', client: '127.0.0.7', user: 'xmailuser' })
    expect(verdict).toBe('accepted')
    const connection = await openRaw({ port: xmail.pop3Port, from: '127.0.0.7' })
    const said: string[] = []
    for (const line of ['', 'USER xmailuser\r\n', 'PASS xmail\r\n']) {
      if (line !== '') connection.send(line)
      await connection.waitFor((text) => text.includes('\n'))
      said.push(shape(connection.take().trimEnd()))
    }
    connection.destroy()
    expect(said).toEqual(exchange.map(({ reply }) => shape(reply ?? '')))
  })
})

/** Names, times and sizes differ each time. */
function shape(reply: string): string {
  return reply
    .replace(/<[^>]*>/, '<>')
    .replace(/;.*/, ';')
    .replace(/(?<=Maildrop has ).*/, '')
}
