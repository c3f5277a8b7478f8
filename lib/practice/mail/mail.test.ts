import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { decideSmtp, type SmtpQuestion } from '@/lib/xmail/policy'
import { addressOf, policyOf } from '@/lib/xmail/policy/testing/policy-of'
import { quote } from '@/lib/xmail/tab'
import { INDEXED_FILES } from '@/test/support/random-mail-root'
import { randomSession } from '@/test/support/random-sessions'
import { openRaw } from '@/test/support/raw-connection'
import { playSession } from '@/test/support/smtp-session'
import { copySample } from '../copy-sample'
import type { MailService } from '../options'
import { startPracticeServer } from '../practice-server'
import { connectClient } from '../testing/client'
import { PRACTICE_WORLD } from './client'

const SEED = Number(process.env.SEED ?? 20261124)

async function start(services: Partial<Record<MailService, number>>) {
  const parent = await mkdtemp(join(tmpdir(), 'practice-mail-'))
  const folder = join(parent, 'MailRoot')
  await copySample(folder)
  const server = await startPracticeServer({
    folder,
    services,
    account: { user: 'admin', password: 'practice' },
  })
  onTestFinished(async () => {
    await server.close()
    await rm(parent, { recursive: true })
  })
  const put = async (path: string, text: string | null) => {
    const full = join(folder, path)
    await mkdir(dirname(full), { recursive: true })
    return text === null ? rm(full, { force: true }) : writeFile(full, text, 'latin1')
  }
  return { server, folder, put }
}

/** Everything that comes until the server closes, to one line after the greeting. */
async function talk(port: number, lines: readonly string[], from?: string): Promise<string> {
  const raw = await openRaw({ port, ...(from && { from }) })
  try {
    for (const line of lines) raw.send(`${line}\r\n`)
    await raw.waitFor(() => false, 5_000)
    return raw.received()
  } finally {
    raw.destroy()
  }
}

describe(`SMTP of the practice server (seed ${SEED})`, () => {
  it('answers every session as the policy decides', async () => {
    const { server, put } = await start({ smtp: 0 })
    const port = server.services.smtp ?? 0
    for (const [path, text] of Object.entries(INDEXED_FILES)) await put(path, text)
    let accepted = 0
    for (const session of fc.sample(randomSession, { seed: SEED, numRuns: 60 })) {
      const vars = { RootDomain: 'xmailserver.test', SmtpServerDomain: 'xmailserver.test', ...session.vars }
      const lines = Object.entries(vars).map(([name, value]) => `${quote(name)}\t${quote(value)}\n`)
      for (const [path, text] of Object.entries(session.files)) await put(path, text)
      await put('server.tab', lines.join(''))
      const question: SmtpQuestion = {
        ...session.question,
        client: addressOf(session.peer),
        local: { address: addressOf('127.0.0.1'), port },
      }
      const decision = decideSmtp(policyOf(vars, { ...INDEXED_FILES, ...session.files }), question, {
        ...PRACTICE_WORLD,
        ownName: null,
      })
      if (decision.kind !== 'decided' || decision.answer.delaySeconds > 0) continue
      const answers = await playSession({ port, from: session.peer }, question)
      expect(answers.map(({ reply, closes }) => ({ reply: shorten(reply), closes }))).toEqual(
        decision.answer.exchange.map(({ reply, closes }) => ({ reply: shorten(reply), closes })),
      )
      if (decision.answer.verdict === 'accepted') accepted++
    }
    expect(accepted).toBeGreaterThan(3)
  }, 60_000)

  it('keeps server.tab from being written while somebody is connected', async () => {
    const { server, folder } = await start({ smtp: 0 })
    const smtp = await connectClient(server.services.smtp ?? 0)
    await smtp.waitFor('\r\n')
    const ctrl = await connectClient(server.port)
    onTestFinished(() => ctrl.destroy())
    await ctrl.waitFor('\r\n')
    await ctrl.ask('"admin"\t"practice"\r\n')
    await ctrl.ask('cfgfileset\tserver.tab\r\n')
    ctrl.received = ''
    ctrl.send('"RootDomain"\t"new.test"\r\n.\r\n')
    expect(await smtp.ask('HELO x\r\n')).toBe('250 example.test\r\n')
    expect(ctrl.received).toBe('')
    await smtp.ask('QUIT\r\n')
    await ctrl.waitFor('+00000 OK\r\n')
    expect(await readFile(join(folder, 'server.tab'), 'latin1')).toBe('"RootDomain"\t"new.test"\n')
  })

  it('speaks TLS with the certificate of the folder', async () => {
    const { server } = await start({ smtp: 0, smtps: 0 })
    const raw = await openRaw({ port: server.services.smtp ?? 0 })
    onTestFinished(() => raw.destroy())
    await raw.waitFor((text) => text.includes('\n'))
    raw.take()
    // The sample has EnableSMTP-TLS "yes", which XMail takes for off.
    raw.send('STARTTLS\r\n')
    await raw.waitFor((text) => text.includes('\n'))
    expect(raw.take()).toBe('454 TLS not available\r\n')
    const implicit = await openRaw({ port: server.services.smtps ?? 0 })
    onTestFinished(() => implicit.destroy())
    expect(await implicit.startTls()).toMatch(/^TLSv1\.[23]$/)
    await implicit.waitFor((text) => text.includes('\n'))
    expect(implicit.take()).toMatch(/^220 /)
  })
})

describe('FINGER of the practice server', () => {
  it('shows two variables of a user, follows aliases and lists, and closes', async () => {
    const { server, folder } = await start({ finger: 0 })
    const port = server.services.finger ?? 0
    const userTab = await readFile(join(folder, 'domains/example.test/hanako/user.tab'), 'latin1')
    const realName = /"RealName"\t"([^"]*)"/.exec(userTab)?.[1] ?? ''
    expect(await talk(port, ['hanako'])).toBe(
      `EMail       : hanako@example.test\r\n  Real Name : ${realName}\r\n  Home Page : ??\r\n`,
    )
    expect(await talk(port, ['/W nobody'])).toBe('User not found\r\n')
    expect(await talk(port, [''])).toBe('Empty query not allowed\r\n')
    expect(await talk(port, ['a@b@c'])).toBe('Invalid query\r\n')
    expect(await talk(port, ['everyone'])).toContain('EMail       : hanako@example.test\r\n')
  })

  it('closes without a word on whom finger.ipmap.tab refuses', async () => {
    const { server, put } = await start({ finger: 0 })
    await put('finger.ipmap.tab', '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n')
    expect(await talk(server.services.finger ?? 0, ['hanako'])).toBe('')
  })

  it('reads nothing outside of its folder for a name that somebody made up', async () => {
    const { server, put } = await start({ finger: 0 })
    await put('mailusers.tab', '"example.test"\t"evil"\t"00"\t1\t"../../../../etc"\t"U"\n')
    expect(await talk(server.services.finger ?? 0, ['evil'])).toContain('Real Name : ??')
  })
})

describe('POP3 of the practice server', () => {
  it('signs in, and refuses as the policy decides', async () => {
    const { server, put } = await start({ pop3: 0 })
    const port = server.services.pop3 ?? 0
    await put('mailusers.tab', '"example.test"\t"hanako"\t"1d08040c09"\t1\t"hanako"\t"U"\n')
    await put('pop3.ipmap.tab', null)
    const good = await talk(port, ['STAT', 'USER hanako', 'PASS xmail', 'STAT', 'QUIT'])
    expect(good.split('\r\n').slice(1, -1)).toEqual([
      '-ERR Command not valid here',
      '+OK Password required for hanako@example.test',
      '+OK Maildrop has 0 messages (0 bytes)',
      '+OK 0 0',
      '+OK [XMail 1.27 POP3 Server] closing session',
    ])
    expect(await talk(port, ['CAPA', 'QUIT'])).toContain('STLS\r\n')
    await put('pop3.ipmap.tab', '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t1\n')
    expect(await talk(port, [])).toBe('-ERR Server does not like Your IP\r\n')
  })
})

/** The greeting has a time in it. */
function shorten(reply: string | null): string | null {
  return reply?.replace(/^220 (?!Ready).*/, '220') ?? null
}
