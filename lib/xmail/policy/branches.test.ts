import { describe, expect, it } from 'vitest'
import { decideFinger } from './decide-finger'
import { decidePop3 } from './decide-pop3'
import { decideSmtp } from './decide-smtp'
import { answersOf } from './decision'
import type { SmtpQuestion, World } from './question'
import { addressOf, policyOf, QUIET } from './testing/policy-of'

const question: SmtpQuestion = { client: addressOf('10.0.0.5'), from: 'a@b.test', rcpt: 'joe@here.test' }

/** Each way as `answers -> last reply`. */
function ways(
  policy: ReturnType<typeof policyOf>,
  world: World,
  asked: Partial<SmtpQuestion> = {},
): string[] {
  const decision = decideSmtp(policy, { ...question, ...asked }, world)
  return Array.from(answersOf(decision), ({ assumed, answer }) => {
    const given = assumed.map(({ on, given }) => `${on.kind}=${given}`).join(',')
    const mail = answer.exchange.at(-1)
    return `${given} -> ${mail?.command} ${mail?.reply?.slice(0, 3)}`
  })
}

const { clientName: _, ...nameless } = QUIET
const { listedIn: __, ...unlisted } = QUIET

describe('what a question leaves open', () => {
  it('branches at the PTR name where something depends on it', () => {
    expect(ways(policyOf({ 'SMTP-RDNSCheck': '1' }), nameless, { rcpt: null })).toEqual([
      'client-name=other -> mail 250',
      'client-name=none -> mail 551',
    ])
    expect(ways(policyOf(), nameless)).toEqual([' -> rcpt 250'])
  })

  it('branches at the lines of smtp.hnprop.tab, and asks for a name once', () => {
    const policy = policyOf(
      { 'SMTP-RDNSCheck': '1', SmtpConfig: 'mail-auth' },
      { 'smtp.hnprop.tab': '"mx."\t"NoAuth"\n".dead"\t"NoAuth"\n' },
    )
    expect(ways(policy, nameless, { rcpt: null })).toEqual([
      'client-name=none -> connect 421',
      'client-name=0 -> mail 250',
      'client-name=other -> mail 551',
    ])
  })

  it('goes through the zones of CustMapsList, until one has the client', () => {
    const policy = policyOf({ CustMapsList: 'one.test:1,two.test:0, blank.test:1,end' })
    expect(ways(policy, unlisted, { rcpt: null })).toEqual([
      'listed=yes -> connect 550',
      'listed=no,listed=yes -> mail 551',
      'listed=no,listed=no -> mail 250',
    ])
  })

  it('branches at host names only where they would decide otherwise', () => {
    const { clientNames: _names, ...world } = QUIET
    const gate = (text: string) => ways(policyOf({}, { 'smtp.ipmap.tab': text }), world, { rcpt: null })
    const named = '"pc.corp.test/32"\t""\t"DENY"\t2\n'
    expect(gate(named)).toEqual(['host-name=0 -> connect 421', 'host-name=none -> mail 250'])
    expect(gate(`${named}"10.0.0.0/8"\t""\t"DENY"\t1\n`)).toEqual([' -> connect 421'])
    expect(gate(`${named}"10.0.0.0/8"\t""\t"ALLOW"\t3\n`)).toEqual([' -> mail 250'])
  })

  it('branches at a POP3 sign-in only where it changes something', () => {
    const { popSignIns: _pop, ...world } = QUIET
    const asked = { from: 'joe@here.test', rcpt: 'x@away.test' }
    expect(ways(policyOf(), world, asked)).toEqual([
      'pop-sign-in=yes -> rcpt 250',
      'pop-sign-in=no -> rcpt 550',
    ])
    const same = decideSmtp(policyOf(), { ...question, from: 'joe@here.test' }, world)
    expect(same).toMatchObject({ kind: 'decided', indifferent: [{ kind: 'pop-sign-in' }] })
    expect(ways(policyOf({ 'EnableAuthSMTP-POP3': 'yes' }), world, asked)).toEqual([' -> rcpt 550'])
  })

  it('branches at the socket where single ones have an SmtpConfig', () => {
    const policy = policyOf({ 'SmtpConfig-192.0.2.7,25': 'mail-auth' })
    expect(ways(policy, QUIET, { rcpt: null })).toEqual([
      'local-socket=SmtpConfig-192.0.2.7,25 -> mail 551',
      'local-socket=none -> mail 250',
    ])
    const local = { address: addressOf('192.0.2.7'), port: 26 }
    expect(ways(policy, QUIET, { rcpt: null, local })).toEqual([' -> mail 250'])
  })

  it('branches at programs: sign-in and recipient filters', () => {
    const files = { 'smtpextauth.tab': '"PLAIN"\t"x"\n', 'filters.post-rcpt.tab': '"!aex"\t"x"\n' }
    const signIn = { mechanism: 'PLAIN', user: 'x', password: 'y' } as const
    expect(
      ways(
        policyOf({}, files),
        { ...QUIET, externalAuth: undefined, recipientFilter: undefined },
        { signIn },
      ),
    ).toEqual([
      'external-auth=accepts -> rcpt 250',
      'external-auth=rejects,recipient-filter=rejects -> rcpt 550',
      'external-auth=rejects,recipient-filter=accepts -> rcpt 250',
      'external-auth=fails,recipient-filter=rejects -> rcpt 550',
      'external-auth=fails,recipient-filter=accepts -> rcpt 250',
    ])
  })
})

describe('files that nobody has read', () => {
  it('are named, one after another, until the answer is there', () => {
    const files: Record<string, string | null> = {}
    const asked: string[] = []
    for (;;) {
      const decision = decideSmtp(policyOf({}, files, 'unread'), question, {
        ...QUIET,
        popSignIns: undefined,
      })
      if (decision.kind !== 'needs-file') break
      asked.push(decision.path)
      files[decision.path] = null
    }
    expect(asked).toEqual([
      'smtp.ipprop.tab',
      'smtp.hnprop.tab',
      'smtp.ipmap.tab',
      'smtpextauth.tab',
      'spam-address.tab',
      'aliases.tab',
      'aliasdomain.tab',
      'cmdaliases/here.test/joe.tab',
      'domains/here.test/joe/user.tab',
      'filters.post-rcpt.tab',
    ])
  })

  it('are not asked for where nothing depends on them', () => {
    const policy = policyOf(
      {},
      {
        'spammers.tab': '"10.0.0.0/8"\n',
        'smtp.ipprop.tab': null,
        'smtp.hnprop.tab': null,
        'smtp.ipmap.tab': null,
      },
      'unread',
    )
    expect(decideSmtp(policy, question, QUIET)).toMatchObject({ kind: 'decided' })
    expect(decideFinger(policy, question, QUIET)).toEqual({ kind: 'needs-file', path: 'finger.ipmap.tab' })
  })
})

describe('POP3', () => {
  it('asks a program in place of the password, and takes its no', () => {
    const policy = policyOf({ POP3Domain: 'here.test' }, { 'userauth/pop3/.tab': '"userauth"\t"x"\n' })
    const decision = decidePop3(
      policy,
      { client: question.client, user: 'joe', password: 'bad' },
      { ...QUIET, externalAuth: undefined },
    )
    const verdicts = Array.from(answersOf(decision), ({ assumed, answer }) => [
      assumed[0]?.given,
      answer.verdict,
    ])
    expect(verdicts).toEqual([
      ['accepts', 'accepted'],
      ['rejects', 'refused'],
      ['fails', 'refused'],
    ])
  })

  it('waits after a bad sign-in, or hangs up', () => {
    const asked = { client: question.client, user: 'joe@here.test', password: 'bad' }
    expect(decidePop3(policyOf(), asked, QUIET)).toMatchObject({ answer: { delaySeconds: 5 } })
    const hung = decidePop3(policyOf(), { ...asked, closesOnBadSignIn: true }, QUIET)
    expect(hung).toMatchObject({ answer: { delaySeconds: 0, exchange: [{}, {}, { closes: true }] } })
  })
})
