import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { readingPolicy } from '@/lib/xmail/policy'
import { parseDocument } from '@/lib/xmail/tab'
import { INDEXED_FILES, MAILBOXES } from '@/test/support/random-mail-root'
import { expectGate, expectMail, expectSentence, mailOutcome } from './expect-access'
import { expectTls } from './expect-tls'
import type { Side } from './sides'

const client = unwrap(parseAddress('192.0.2.7'))
const LINES = { from: 'somebody@example.net', rcpt: 'xmailuser@xmailserver.test' }
const DOMAINS = ['RootDomain', 'SmtpServerDomain', 'POP3Domain'].map(
  (name) => `"${name}"\t"xmailserver.test"\n`,
)

/** A server with these files, and these settings besides its domains. */
function side(files: Record<string, string> = {}, settings = '', pair: Partial<Side> = {}): Side {
  const all: Record<string, string> = { ...INDEXED_FILES, ...MAILBOXES, 'spammers.tab': '', ...files }
  all['server.tab'] = DOMAINS.join('') + settings
  const documents = new Map(
    Object.entries(all).flatMap(([name, text]) => {
      const format = catalogEntry(mailRootPath(name))?.format
      return format ? [[name, parseDocument(Buffer.from(text, 'latin1'), format)] as const] : []
    }),
  )
  const policy = readingPolicy({ files: documents, read: async () => null })
  return { ...policy, document: () => null, certificate: 'aa', hasKey: true, ...pair }
}

describe('what only others know', () => {
  it('leaves each of its outcomes to be right', async () => {
    const listed = side({}, '"CustMapsList"\t"lists.example.net.:1"\n')
    const greeting = await expectGate(listed, 'smtp', client)
    expect(greeting.isOpen).toBe(true)
    expect([...greeting.outcomes].sort()).toEqual(['greeted', 'notGreeted'])
    const filtered = await expectMail(
      side({ 'filters.post-rcpt.tab': '"/bin/greylist"\t"@@RCPT"\n' }),
      LINES,
      client,
    )
    expect(filtered).toMatchObject({ outcomes: expect.arrayContaining(['taken', 'refused']), isOpen: true })
  })

  it('is nothing where the files say all', async () => {
    expect(await expectGate(side(), 'smtp', client)).toEqual({ outcomes: ['greeted'], isOpen: false })
    expect(await expectMail(side(), LINES, client)).toMatchObject({ outcomes: ['taken'] })
    expect(await expectMail(side(), { ...LINES, rcpt: 'x@example.com' }, client)).toMatchObject({
      outcomes: ['refused'],
    })
  })
})

it('does not wait for a server that waits long', async () => {
  const delaying = (seconds: number) =>
    side({ 'spammers.tab': `"192.0.2.0"\t"255.255.255.0"\t"code=-${seconds}"\n` })
  expect(await expectMail(delaying(20), LINES, client)).toBe('slow')
  expect(await expectMail(delaying(1), LINES, client)).toMatchObject({ outcomes: ['taken'] })
})

it('counts how far a client gets, whatever the words', () => {
  expect(mailOutcome('connect', null)).toBe('notGreeted')
  expect(mailOutcome('ehlo', '451 no')).toBe('helloRefused')
  expect(mailOutcome('mail', '504 no')).toBe('senderRefused')
  expect(mailOutcome('rcpt', '451 later')).toBe('refused')
  expect(mailOutcome('rcpt', '250 OK')).toBe('taken')
})

it.each([
  ['a sentence that the files keep', false, ['refused'], ['refused']],
  ['one that they break', true, ['refused'], 'overridden'],
  ['one that hangs in the air', true, ['refused', 'taken'], 'unclear'],
] as const)('%s', (_, may, outcomes, expected) => {
  const found = expectSentence('relay', may, { outcomes, isOpen: false })
  expect(typeof found === 'string' ? found : found.outcomes).toEqual(expected)
})

describe('a handshake', () => {
  const refusing = { 'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n' }
  it.each([
    ['shows the certificate', side(), 'smtp', ['certificate']],
    ['is not offered', side({}, '"EnablePOP3-TLS"\t"0"\n'), 'pop3', ['notOffered']],
    [
      'is offered on a port of its own all the same',
      side({}, '"EnablePOP3-TLS"\t"0"\n'),
      'pop3s',
      ['certificate'],
    ],
    ['is nothing for who is not greeted', side(refusing), 'smtp', ['notGreeted']],
    ['comes before the list where it is the first thing', side(refusing), 'smtps', ['certificate']],
    ['fails without a key', side({}, '', { hasKey: false }), 'ctrls', ['noHandshake', 'notOffered']],
    [
      'fails with a list of authorities that is empty',
      side({ 'certs.pem': 'none\n' }, '"SSLWantVerify"\t"1"\n"SSLUseCertsFile"\t"1"\n'),
      'smtps',
      ['noHandshake'],
    ],
    [
      'is not tried where clients need a certificate',
      side({}, '"SSLWantCert"\t"1"\n'),
      'smtp',
      'clientCertificates',
    ],
  ] as const)('%s', async (_, files, service, expected) => {
    const found = await expectTls(files, service, client)
    expect(typeof found === 'string' ? found : found.outcomes).toEqual(expected)
  })
})
