import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import transcripts from '@/test/vectors/ctrl-transcripts.json'
import { readSampleTls } from './copy-sample'
import type { PracticeOptions } from './options'
import { startPracticeServer } from './practice-server'
import { signInDigest } from './sign-in'
import { connectClient, type TestClient, waitUntil } from './testing/client'

interface Step {
  send?: string | undefined
  receive?: string | undefined
  closed?: boolean | undefined
  note?: string | undefined
}
interface Transcript {
  name: string
  steps: Step[]
  filesAfter?: Readonly<Record<string, string | null | undefined>> | undefined
}

/** The MAIL_ROOT that the sessions were recorded on, as far as they look at it. Contents are byte strings. */
const SHIPPED: Readonly<Record<string, string>> = {
  'ctrlaccounts.tab': '"admin"\t"160006170011"\n',
  'domains.tab': '"xmailserver.test"\n',
  'aliasdomain.tab': '',
  'mailusers.tab': '"xmailserver.test"\t"xmailuser"\t"1d08040c09"\t1\t"xmailuser"\t"U"\n',
  'aliases.tab': '"xmailserver.test"\t"root"\t"xmailuser"\n"xmailserver.test"\t"postmaster"\t"xmailuser"\n',
  'extaliases.tab': '',
  'pop3links.tab': '',
  'userdef.tab': [
    '"RealName"\t"??"',
    '"HomePage"\t"??"',
    '"Address"\t"??"',
    '"Telephone"\t"??"',
    '"MaxMBSize"\t"10000"',
    '"SmtpPerms"\t"MR"',
    '"ReceiveEnable"\t"1"',
    '"PopEnable"\t"1"\n',
  ].join('\n'),
  'smtprelay.tab': '"10.0.0.0"\t"255.0.0.0"\n"172.16.0.0"\t"255.255.0.0"\n"192.168.0.0"\t"255.255.0.0"\n',
  'filters/av.tab': '"/usr/bin/scan"\t"@@FILE"\n',
  'domains/xmailserver.test/xmailuser/user.tab': '',
}

/** What a session found besides, by its name. */
function filesBefore(name: string): Record<string, string> {
  const long = /^get-long-(\d+)$/.exec(name)
  if (long) return { 'x.tab': `${'a'.repeat(Number(long[1]))}\nnext\n` }
  return FOUND[name] ?? {}
}

const FOUND: Readonly<Record<string, Record<string, string>>> = {
  'get-empty': { 'spammers.tab': '' },
  'get-no-final-newline': { 'spammers.tab': '"1.2.3.0"\t"255.255.255.0"' },
  'get-crlf': { 'spammers.tab': '# a\r\n"1.2.3.0"\t"255.255.255.0"\r\n\r\nlast' },
  'get-lf': { 'spammers.tab': '# a  \n\n\t\n"1.2.3.0"\t"255.255.255.0"\n' },
  'get-dots': { 'x.tab': '.\n..\n.a\n..b\nend\n' },
  'get-8bit': { 'x.tab': '# caf\xe9 \xe6\x97\xa5\xe6\x9c\xac\n' },
  'set-replace': { 'new.tab': '# new\n"a"\t"b"\n' },
  'set-empty-deletes': { 'new.tab': '"c"\n' },
  'ctrl-ipmap-refused': { 'ctrl.ipmap.tab': '"127.0.0.1"\t"255.255.255.255"\t"DENY"\t1\n' },
  filelist: {
    'smtprelay.tab': '"9.9.9.9"\t"255.255.255.255"\n',
    'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n',
    'smtpauth.tab': '',
    'smtpextauth.tab': '',
    'smtpfwd.tab': '',
    'smtpgw.tab': '',
    'smtp.ipprop.tab': '',
    'server.cert': 'x'.repeat(1155),
  },
}

const SESSION_LIMIT = 3

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function startRecorded(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'practice-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries({ ...SHIPPED, ...filesBefore(name) })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, 'latin1')
  }
  const options: PracticeOptions = {
    folder,
    software: 'XMail 1.27',
    tls: await readSampleTls(),
    limits: { sessions: SESSION_LIMIT },
  }
  const server = await startPracticeServer(options)
  undo.push(() => server.close())
  return server
}

const DATE = /\b(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g
const TIMESTAMP = /<\d+\.\d+@127\.0\.0\.1>/g

/** What differs each time becomes what stands for it. */
function normalized(text: string): string {
  return text.replace(DATE, 'DATE').replace(TIMESTAMP, '<TIMESTAMP>')
}

/** A folder has its own order: lines `"name" "size"` are compared sorted. */
function inAnyOrder(text: string): string[] {
  return text.split('\r\n').sort()
}

async function play({ name, steps }: Transcript, port: number): Promise<TestClient> {
  const client = await connectClient(port)
  undo.push(() => client.destroy())
  let timestamp = ''
  for (const step of steps) {
    if (step.note?.startsWith('TLS handshake')) {
      expect(await client.startTls((await readSampleTls()).cert)).toBe('TLSv1.3')
      continue
    }
    if (step.send !== undefined) {
      client.send(
        step.send.replace(/MD5\(<TIMESTAMP>(\w+)\)/, (_, password: string) =>
          signInDigest(timestamp, password),
        ),
      )
    }
    const expected = normalized(step.receive ?? '')
    const isEnough = () =>
      normalized(client.received).length >= expected.length && (client.isClosed || !step.closed)
    await waitUntil(
      isEnough,
      () => `${name}: ${JSON.stringify({ expected, got: client.received.slice(-200) })}`,
    )
    timestamp ||= client.received.match(TIMESTAMP)?.[0] ?? ''
    const got = normalized(client.received)
    if (name === 'filelist') expect(inAnyOrder(got)).toEqual(inAnyOrder(expected))
    else expect(got).toBe(expected)
    client.received = ''
  }
  return client
}

/** A file as a transcript tells it: its text, or, where that is long, only the lengths of its lines. */
async function readTold(path: string, told: string | null): Promise<string | null> {
  const text = await readFile(path, 'latin1').catch(() => null)
  const isLengths = text !== null && told?.endsWith(' bytes per line')
  return isLengths ? `${text.split('\n').map((line) => line.length)} bytes per line` : text
}

const SESSIONS: readonly Transcript[] = transcripts.sessions

describe('a practice server answers as XMail 1.27 did', () => {
  it('in 84 recorded sessions', () => {
    expect(SESSIONS).toHaveLength(84)
    expect(new Set(SESSIONS.map(({ name }) => name)).size).toBe(84)
  })

  it.each(SESSIONS)('$name', async (transcript) => {
    const server = await startRecorded(transcript.name)
    if (transcript.name === 'busy') {
      for (let i = 0; i < SESSION_LIMIT; i++) {
        const other = await connectClient(server.port)
        undo.push(() => other.destroy())
        await other.waitFor('\r\n')
      }
    }
    const client = await play(transcript, server.port)
    // Long enough for an answer too many to show up.
    await new Promise((done) => setTimeout(done, 10))
    expect(client.received).toBe('')
    client.destroy()
    for (const [path, told] of Object.entries(transcript.filesAfter ?? {})) {
      if (told === undefined) continue
      // After a lost client it takes the server a moment.
      const isThere = async () => (await readTold(join(server.folder, path), told)) === told
      await waitUntil(isThere, () => `${path} to be ${JSON.stringify(told)}`)
    }
  })
})
