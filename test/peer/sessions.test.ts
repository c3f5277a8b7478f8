import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import {
  compilePolicy,
  decideSmtp,
  type Exchange,
  mailRootFiles,
  type SmtpQuestion,
  type World,
} from '@/lib/xmail/policy'
import { fromByteString, parseDocument, quote } from '@/lib/xmail/tab'
import { INDEXED_FILES, MAILBOXES } from '../support/random-mail-root'
import { type RandomSession, randomSession } from '../support/random-sessions'
import { type Answer, playSession } from '../support/smtp-session'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const SEED = Number(process.env.SEED ?? 20261124)
const SESSIONS = Number(process.env.PEER_SESSIONS ?? 400)
const DOMAIN_VARIABLES = { RootDomain: 'xmailserver.test', SmtpServerDomain: 'xmailserver.test' }

describe.skipIf(!XMAIL_HOME)(`sessions with a real XMail go as decided (seed ${SEED})`, () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files: { ...INDEXED_FILES, ...MAILBOXES } })
  })
  afterAll(() => xmail?.stop())

  it('every reply, to the letter', async () => {
    let accepted = 0
    for (const [index, session] of fc.sample(randomSession, { seed: SEED, numRuns: SESSIONS }).entries()) {
      const files = {
        ...session.files,
        'server.tab': variableLines({ ...DOMAIN_VARIABLES, ...session.vars }),
      }
      for (const [path, text] of Object.entries(files)) await xmail.put(path, text)
      const question: SmtpQuestion = {
        ...session.question,
        client: unwrap(parseAddress(session.peer)),
        local: { address: unwrap(parseAddress('127.0.0.1')), port: xmail.smtpPort },
      }
      const decision = decideSmtp(policyOf(xmail, files), question, worldOf(session))
      const label = `session ${index}: ${JSON.stringify({ ...session, decision })}`
      if (decision.kind !== 'decided') throw new Error(label)
      const answers = await playSession({ port: xmail.smtpPort, from: session.peer }, question)
      expect(answers.map(shownAnswer), label).toEqual(decision.answer.exchange.map(shownExchange))
      for (const [at, { waitedMs }] of answers.entries())
        expect(waitedMs + 20, label).toBeGreaterThan((decision.answer.exchange[at]?.delaySeconds ?? 0) * 1000)
      if (decision.answer.verdict === 'accepted') accepted++
    }
    // Otherwise the sessions would be so odd that little is tried.
    expect(accepted).toBeGreaterThan(SESSIONS / 20)
  }, 600_000)
})

function policyOf(xmail: RealXmail, files: Readonly<Record<string, string | null>>) {
  const hasKey = xmail.certificate === null ? {} : { 'server.cert': '', 'server.key': '' }
  const all = Object.entries({ ...INDEXED_FILES, ...files, ...hasKey }).map(([path, text]) => {
    const format = catalogEntry(mailRootPath(path))?.format
    if (!format) throw new Error(`not in the catalog: ${path}`)
    const lineLimit = Math.max(1, format.lineLimit)
    return [
      path,
      text === null ? null : parseDocument(fromByteString(text), { ...format, lineLimit }),
    ] as const
  })
  return compilePolicy(mailRootFiles(new Map(all), null))
}

/** What the files' programs do, and what a machine without names says. */
function worldOf({ files }: RandomSession): World {
  const external = files['smtpextauth.tab'] ?? ''
  return {
    clientName: null,
    clientNames: [],
    listedIn: [],
    senderDomainFound: false,
    popSignIns: [],
    externalAuth:
      external.includes('true') && !external.includes('none')
        ? 'accepts'
        : external.includes('none')
          ? 'fails'
          : 'rejects',
    recipientFilter: (files['filters.post-rcpt.tab'] ?? '').includes('exit 3') ? 'rejects' : 'accepts',
  }
}

function shownAnswer({ command, reply, offers, closes }: Omit<Answer, 'waitedMs'>) {
  const shown = command === 'connect' ? (reply?.replace(/^220 .*/, '220') ?? null) : reply
  return { command, reply: shown, offers, closes }
}

function shownExchange({ command, reply, offers = [], closes }: Exchange) {
  return shownAnswer({ command, reply, offers, closes })
}

function variableLines(vars: Readonly<Record<string, string>>): string {
  return Object.entries(vars)
    .map(([name, value]) => `${quote(name)}\t${quote(value)}\n`)
    .join('')
}
