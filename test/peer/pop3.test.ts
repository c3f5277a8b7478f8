import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { compilePolicy, decidePop3, mailRootFiles } from '@/lib/xmail/policy'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { INDEXED_FILES, MAILBOXES } from '../support/random-mail-root'
import { gateTable } from '../support/random-tables'
import { openRaw } from '../support/raw-connection'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const SEED = Number(process.env.SEED ?? 20261124)
const SIGN_INS = Number(process.env.PEER_SIGN_INS ?? 30)
const FOLDER = 'domains/xmailserver.test/xmailuser'
const SETTINGS = '"RootDomain"\t"xmailserver.test"\n"POP3Domain"\t"xmailserver.test"\n'

const signIn = fc.record({
  global: fc.option(
    gateTable.map(({ text }) => text),
    { freq: 1 },
  ),
  account: fc.option(
    gateTable.map(({ text }) => text),
    { freq: 1 },
  ),
  popEnable: fc.constantFrom('', '"PopEnable"\t"1"\n', '"PopEnable"\t"no"\n', '"PopEnable"\t"0"\t"x"\n'),
  user: fc.constantFrom(
    'xmailuser',
    'xmailuser@xmailserver.test',
    'XMailUser:alias.test',
    'postmaster',
    'odd@second.test',
  ),
  password: fc.constantFrom('xmail', 'xmail', 'xmail', 'bad'),
  peer: fc.integer({ min: 1, max: 255 }).map((d) => `127.0.0.${d}`),
})

describe.skipIf(!XMAIL_HOME)(`POP3 sign-ins to a real XMail go as decided (seed ${SEED})`, () => {
  let xmail: RealXmail
  beforeAll(async () => {
    const files = { ...INDEXED_FILES, ...MAILBOXES, 'server.tab': SETTINGS }
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files, options: ['-Pw', '1'] })
  })
  afterAll(() => xmail?.stop())

  it('both gates, the account and the password', async () => {
    for (const each of fc.sample(signIn, { seed: SEED, numRuns: SIGN_INS })) {
      const files = {
        'pop3.ipmap.tab': each.global,
        [`${FOLDER}/pop3.ipmap.tab`]: each.account,
        [`${FOLDER}/user.tab`]: each.popEnable,
      }
      for (const [path, text] of Object.entries(files)) await xmail.put(path, text)
      const client = unwrap(parseAddress(each.peer))
      const asked = { client, user: each.user, password: each.password, badSignInWaitSeconds: 1 }
      const decision = decidePop3(policyOf({ ...INDEXED_FILES, ...files, 'server.tab': SETTINGS }), asked, {
        clientNames: [],
      })
      const label = JSON.stringify({ ...each, decision })
      if (decision.kind !== 'decided') throw new Error(label)
      const { replies, waitedMs } = await play(xmail.pop3Port, each)
      expect(replies, label).toEqual(decision.answer.exchange.map(({ reply }) => code(reply)))
      expect(waitedMs + 20, label).toBeGreaterThan(decision.answer.delaySeconds * 1000)
    }
  }, 300_000)
})

interface SignInLines {
  readonly peer: string
  readonly user: string
  readonly password: string
}

/** The greeting and the size of a maildrop differ each time; refusals and the answer to USER do not. */
function code(reply: string | null | undefined): string {
  return (reply ?? '').replace(/^(\+OK) (?!Password).*/s, '$1')
}

async function play(
  port: number,
  { peer, user, password }: SignInLines,
): Promise<{ replies: string[]; waitedMs: number }> {
  const connection = await openRaw({ port, from: peer })
  const startedAt = Date.now()
  try {
    const replies: string[] = []
    for (const line of ['', `USER ${user}`, `PASS ${password}`]) {
      if (line) connection.send(`${line}\r\n`)
      await connection.waitFor((text) => text.endsWith('\r\n'), 10_000)
      const reply = connection.take().replace(/\r\n$/, '')
      if (reply === '') break
      replies.push(code(reply))
    }
    return { replies, waitedMs: Date.now() - startedAt }
  } finally {
    connection.send('QUIT\r\n')
    connection.destroy()
  }
}

function policyOf(files: Readonly<Record<string, string | null>>) {
  const docs = Object.entries(files).map(([path, text]) => {
    const format = catalogEntry(mailRootPath(path))?.format
    if (!format) throw new Error(`not in the catalog: ${path}`)
    return [path, text === null ? null : parseDocument(fromByteString(text), format)] as const
  })
  return compilePolicy(mailRootFiles(new Map(docs), null))
}
