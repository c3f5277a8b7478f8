import { describe, expect, it } from 'vitest'
import { type FingerState, probeFinger } from '@/lib/probe'
import { answerFinger } from '@/lib/xmail/policy'
import { policyOf } from '@/lib/xmail/policy/testing/policy-of'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const USER_TAB = '"RealName"\t"Xa Mail"\n"HomePage"\t"http://x.test"\n'
const NOBODY = '"0.0.0.0/0"\t""\t"DENY"\t"1"\n"::/0"\t""\t"DENY"\t"1"\n'
const FOLDER = 'domains/xmailserver.test'

/** What FINGER of a real server answers, in the files that it was given. */
const FILES = {
  'mailusers.tab':
    '"xmailserver.test"\t"xmailuser"\t"1d08040c09"\t1\t"xmailuser"\t"U"\n' +
    '"xmailserver.test"\t"bare"\t"1d08040c09"\t2\t"bare"\t"U"\n' +
    '"xmailserver.test"\t"list"\t"1d08040c09"\t3\t"list"\t"M"\n',
  'aliases.tab': '"xmailserver.test"\t"root"\t"xmailuser"\n',
  [`${FOLDER}/xmailuser/user.tab`]: USER_TAB,
  [`${FOLDER}/bare/user.tab`]: '"RealName"\t""\n',
  [`${FOLDER}/list/user.tab`]: '',
  [`${FOLDER}/list/mlusers.tab`]: '"bare@xmailserver.test"\t"RW"\n"xmailuser@xmailserver.test"\t"RW"\n',
}

const SETTINGS = { RootDomain: 'xmailserver.test', POP3Domain: 'xmailserver.test' }

async function withXmail(options: readonly string[], use: (xmail: RealXmail) => Promise<void>) {
  const xmail = await startXmail({ home: XMAIL_HOME ?? '', files: FILES, options })
  try {
    await use(xmail)
  } finally {
    await xmail.stop()
  }
}

function ask({ fingerPort }: RealXmail, query = 'xmailuser'): Promise<FingerState> {
  return probeFinger({ place: { host: '127.0.0.1', port: fingerPort }, query, timeoutMs: 10_000 })
}

describe.skipIf(!XMAIL_HOME)('FINGER of a real XMail', () => {
  it('answers as is predicted, until the list lets nobody ask, and again without it', async () => {
    await withXmail([], async (xmail) => {
      const policy = policyOf(SETTINGS, FILES)
      for (const query of [
        'xmailuser',
        'ROOT',
        'bare',
        'list',
        'nobody',
        '',
        '/W xmailuser',
        '/x',
        'a@b@c',
      ]) {
        const predicted = answerFinger(policy, query)
        const answer = predicted.kind === 'done' ? predicted.value : []
        expect(await ask(xmail, query), query).toEqual({ state: 'answering', answer })
      }
      await xmail.put('finger.ipmap.tab', NOBODY)
      expect(await ask(xmail)).toEqual({ state: 'silent' })
      await xmail.put('finger.ipmap.tab', null)
      expect(await ask(xmail)).toMatchObject({ state: 'answering' })
    })
  }, 60_000)

  it('has no port at all with -F-, wherever among the options it stands', async () => {
    await withXmail(['-F-'], async (xmail) => {
      expect(await ask(xmail)).toEqual({ state: 'closed' })
    })
  }, 60_000)
})
