import { describe, expect, it } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { briefOutcome, pause } from './testing/brief'
import { OK, type Peer, type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const BODY = Buffer.from('"1.2.3.0"\t"255.255.255.0"\n')
const BODY_ON_WIRE = '"1.2.3.0"\t"255.255.255.0"\r\n.\r\n'
/** Run as a command, its line would end the session. */
const COMMAND = Buffer.from('"quit"\n')
const GO_AHEAD = '+00101 OK\r\n'

/** Signs in, takes `cfgfileset`, and goes on as told. */
function upTo(then: (peer: Peer) => Promise<void> | void): Script {
  return async (peer) => {
    await signIn(peer)
    await peer.line()
    await then(peer)
  }
}

async function writeTo(script: Script, body = BODY) {
  const server = await serveScript(script)
  const outcome = await storeOn(server.port).writeFile(A, body)
  return { outcome, heard: server.peers.map((peer) => peer.heard()) }
}

async function readData(peer: Peer): Promise<void> {
  for (let line = await peer.line(); line !== null && line !== '.'; line = await peer.line());
}

const afterData = (answer: string) =>
  upTo(async (peer) => {
    peer.say(GO_AHEAD)
    await readData(peer)
    peer.say(answer)
  })

describe('writeFile', () => {
  it.each([
    ['sends the data along with its command', BODY, BODY_ON_WIRE],
    ['where a line of it reads as a command: only once the server asks for it', COMMAND, ''],
  ])('%s', async (_what, body, along) => {
    let early = ''
    const { outcome, heard } = await writeTo(
      upTo(async (peer) => {
        await pause(50)
        early = peer.heard().split('\r\n').slice(1).join('\r\n')
        peer.say(GO_AHEAD)
        await readData(peer)
        peer.say(OK)
        await peer.line()
      }),
      body,
    )
    expect(outcome).toEqual({ state: 'written' })
    expect(early).toBe(`"cfgfileset"\t"a.tab"\r\n${along}`)
    expect(heard[0]).toContain(String(body).replace('\n', '\r\n.\r\n'))
  })

  it.each<[string, Script, string]>([
    ['no greeting', () => {}, 'not-written CONNECTION_LOST'],
    [
      'a refusal of the address',
      (peer) => peer.say('-00130 Server does not like Your IP\r\n'),
      'not-written REFUSED_BY_IPMAP',
    ],
    [
      'a clear refusal of the command',
      upTo((peer) => peer.say('-00214 Error in relative path syntax\r\n')),
      'not-written XMAIL_ERROR',
    ],
    ['a close instead of the go-ahead', upTo(() => {}), 'in-doubt CONNECTION_LOST'],
    [
      'a reset instead of the go-ahead',
      upTo((peer) => void peer.socket.resetAndDestroy()),
      'in-doubt CONNECTION_LOST',
    ],
    ['half a go-ahead', upTo((peer) => peer.say('+00101 O')), 'in-doubt CONNECTION_LOST'],
    ['half a refusal', upTo((peer) => peer.say('-00214 Err')), 'in-doubt CONNECTION_LOST'],
    ['words instead of the go-ahead', upTo((peer) => peer.say('hello\r\n')), 'in-doubt PROTOCOL_VIOLATION'],
    ['an OK instead of the go-ahead', upTo((peer) => peer.say(OK)), 'in-doubt PROTOCOL_VIOLATION'],
    ['a close after the go-ahead', upTo((peer) => peer.say(GO_AHEAD)), 'in-doubt CONNECTION_LOST'],
    ['a close after the data', afterData(''), 'in-doubt CONNECTION_LOST'],
    ['half an answer to the data', afterData('+00000 OK\r'), 'in-doubt CONNECTION_LOST'],
    [
      'a refusal to create the file',
      afterData('-00010 Unable to create file\r\n'),
      'not-written XMAIL_ERROR',
    ],
    ['a full disk', afterData('-00021 Unable to write file\r\n'), 'in-doubt XMAIL_ERROR'],
    ['a second go-ahead', afterData(GO_AHEAD), 'in-doubt PROTOCOL_VIOLATION'],
    [
      'an answer to a command that was none',
      afterData(`${OK}-00103 Bad CTRL command syntax\r\n`),
      'in-doubt PROTOCOL_VIOLATION',
    ],
  ])('%s', async (_what, script, expected) => {
    expect(briefOutcome((await writeTo(script)).outcome)).toBe(expected)
  })

  it('does not take the refusal of something else for its own', async () => {
    const { outcome } = await writeTo(
      upTo(async (peer) => {
        peer.say('-00103 something else\r\n')
        peer.say(GO_AHEAD)
        await readData(peer)
        peer.say(OK)
        await peer.line()
      }),
    )
    expect(outcome).toMatchObject({ state: 'in-doubt', fault: { code: 'PROTOCOL_VIOLATION' } })
  })

  it('keeps data that reads as a command to itself where a refusal follows the go-ahead', async () => {
    const { outcome, heard } = await writeTo(
      upTo(async (peer) => {
        peer.say(`${GO_AHEAD}-00010 Unable to create file\r\n`)
        await peer.rest()
      }),
      COMMAND,
    )
    expect(briefOutcome(outcome)).toBe('in-doubt PROTOCOL_VIOLATION')
    expect(heard[0]).not.toContain('quit')
  })

  it.each(['-00214 Error in relative path syntax\r\n', `${GO_AHEAD}-00010 Unable to create file\r\n`])(
    'knows what is an answer to what after %j, though its lines are answered as commands',
    async (refusal) => {
      const server = await serveScript(
        upTo(async (peer) => {
          peer.say(refusal)
          for (let line = await peer.line(); line !== '"noop"'; line = await peer.line())
            peer.say('-00103 Bad CTRL command syntax\r\n')
          peer.say(OK)
          // After a refusal the session is asked once more before anything is written on it.
          if ((await peer.line()) === '"noop"') peer.say(OK)
          await peer.line()
          peer.say(GO_AHEAD)
          await readData(peer)
          peer.say(OK)
          await peer.line()
        }),
      )
      const store = storeOn(server.port)
      expect(briefOutcome(await store.writeFile(A, BODY))).toBe('not-written XMAIL_ERROR')
      expect(await store.writeFile(A, BODY)).toEqual({ state: 'written' })
      expect(server.peers).toHaveLength(1)
    },
  )

  it.each<[MailRootPath, string, string]>([
    [A, '', 'EMPTY_BODY_REFUSED'],
    [A, 'a\0b\n', 'BYTES_NOT_FOR_CTRL'],
    [A, `${'x'.repeat(2045)}\n`, 'LINE_TOO_LONG_FOR_CTRL'],
    [A, 'x\n'.repeat(600), 'FILE_TOO_LARGE'],
    ['../a.tab' as MailRootPath, 'x\n', 'PATH_INVALID'],
    ['a\\b' as MailRootPath, 'x\n', 'PATH_INVALID'],
    ['/a' as MailRootPath, 'x\n', 'PATH_INVALID'],
    ['x'.repeat(201) as MailRootPath, 'x\n', 'PATH_INVALID'],
    [mailRootPath('.shutdown'), 'x\n', 'FILE_NOT_EDITABLE'],
    [mailRootPath('.Shutdown.'), 'x\n', 'FILE_NOT_EDITABLE'],
    [mailRootPath('mailusers.tab'), 'x\n', 'TABLE_INDEXED'],
    [mailRootPath('Aliases.TAB.'), 'x\n', 'TABLE_INDEXED'],
  ])('refuses before there is a connection (%#)', async (path, text, code) => {
    const server = await serveScript(() => {})
    const store = storeOn(server.port, {}, { limits: { fileBytes: 1000, snapshotBytes: 1000 } })
    const limits = code === 'LINE_TOO_LONG_FOR_CTRL' ? storeOn(server.port) : store
    expect(briefOutcome(await limits.writeFile(path, Buffer.from(text)))).toBe(`not-written ${code}`)
    expect(server.peers).toHaveLength(0)
  })
})

describe('removeFile', () => {
  const MISSING = '-00019 Unable to open file\r\n'
  const THERE = '+00100 OK\r\n# a\r\n.\r\n'

  /** Answers one `cfgfileget` after another with these, and `cfgfileset` with OK. */
  const holding =
    (...answers: string[]): Script =>
    async (peer) => {
      await signIn(peer)
      for (let line = await peer.line(); line !== null; line = await peer.line()) {
        if (line.startsWith('"cfgfileget"')) peer.say(answers.shift() ?? MISSING)
        if (!line.startsWith('"cfgfileset"')) continue
        peer.say(GO_AHEAD)
        await readData(peer)
        peer.say(OK)
      }
    }

  it.each<[string, string[], string]>([
    ['a file that is there', [THERE, MISSING], 'written'],
    ['none', [MISSING], 'not-written FILE_NOT_FOUND'],
    ['one that is still there after it', [THERE, THERE], 'not-written PERMISSION_DENIED'],
  ])('%s', async (_what, answers, expected) => {
    const server = await serveScript(holding(...answers))
    const outcome = await storeOn(server.port).removeFile(A)
    expect(briefOutcome(outcome)).toBe(expected)
    const sent = server.peers.map((peer) => peer.heard()).join('')
    expect(sent.includes('"cfgfileset"\t"a.tab"\r\n.\r\n')).toBe(!expected.includes('NOT_FOUND'))
  })

  it.each<[MailRootPath, string]>([
    [mailRootPath('mailusers.tab'), 'TABLE_INDEXED'],
    ['../a.tab' as MailRootPath, 'PATH_INVALID'],
    [mailRootPath('.shutdown'), 'FILE_NOT_EDITABLE'],
  ])('refuses %s before there is a connection', async (path, code) => {
    const server = await serveScript(() => {})
    expect(briefOutcome(await storeOn(server.port).removeFile(path))).toBe(`not-written ${code}`)
    expect(server.peers).toHaveLength(0)
  })
})
