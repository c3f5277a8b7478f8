import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { END_OF_DATA, parseReplyLine, REPLY_LISTING, unstuffLine } from '@/lib/xmail/ctrl'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import { readListing } from './read-listing'
import { type Peer, type Script, serveScript, storeOn } from './testing/scripted-server'
import { Wire } from './wire'

interface Step {
  readonly send?: string
  readonly receive?: string
  readonly closed?: boolean
}
interface Session {
  readonly name: string
  readonly steps: readonly Step[]
  readonly filesAfter?: Readonly<Record<string, string | null>>
}

const { sessions } = JSON.parse(
  readFileSync(new URL('../../../test/vectors/ctrl-transcripts.json', import.meta.url), 'utf8'),
) as { sessions: Session[] }

const TIMESTAMP = '<1795485270.42@127.0.0.1>'
const DIGEST = createHash('md5').update(`${TIMESTAMP}secret`).digest('hex')

/** The recorded text with what differs each time filled in. */
function fill(text: string): string {
  return text
    .replace('#MD5(<TIMESTAMP>secret)', `#${DIGEST}`)
    .replace('<TIMESTAMP>', TIMESTAMP)
    .replace('DATE', 'Tue, 24 Nov 2026 01:54:30 -0000')
}

describe('every recorded answer', () => {
  it.each(sessions.map((session) => [session.name, session] as const))(
    '%s is read to its last byte',
    async (_name, session) => {
      const answers = session.steps.map(({ receive = '' }) => fill(receive)).join('')
      const server = await serveScript((peer) => peer.say(answers))
      const wire = new Wire(connect({ host: '127.0.0.1', port: server.port }))
      let understood = ''
      for (;;) {
        const line = await wire.nextLine()
        if (!line.ok) {
          expect(line.error).toEqual({ code: 'CONNECTION_LOST', details: { reason: 'CLOSED' } })
          break
        }
        understood += `${line.value}\r\n`
        const reply = parseReplyLine(line.value)
        expect(reply, line.value).not.toBeNull()
        if (reply?.code !== REPLY_LISTING) continue
        const read = await readListing(wire, 1_000_000, (lines) => {
          understood += lines.map((each) => `${each}\r\n`).join('')
        })
        expect(read).toEqual({ ok: true, value: true })
        understood += `${END_OF_DATA}\r\n`
      }
      expect(understood).toBe(answers)
    },
  )
})

/** Plays the recorded server: each step's answer once what the recorded client had sent has come. */
function replay(steps: readonly Step[]): Script {
  return async (peer) => {
    for (const { send, receive = '', closed } of steps) {
      if (send !== undefined && !(await hears(peer, fill(send)))) return
      peer.say(fill(receive))
      if (closed) return
    }
    await peer.rest()
  }
}

async function hears(peer: Peer, text: string): Promise<boolean> {
  for (const wanted of text.split('\r\n').slice(0, -1)) {
    const line = await peer.line()
    if (line === '"quit"' && wanted !== line) return false
    expect(line).toBe(wanted)
  }
  return true
}

/** The steps up to the one whose command is `verb`, and the path that it names. */
function upTo(session: Session, verb: string): { path: string; steps: Step[]; rest: Step[] } | null {
  const at = session.steps.findIndex(({ send }) => send?.startsWith(`"${verb}"\t"`) && !/\n./.test(send))
  const path = /\t"(.*)"\r\n$/.exec(session.steps[at]?.send ?? '')?.[1]
  if (at === -1 || path === undefined) return null
  return { path, steps: session.steps.slice(0, at + 1), rest: session.steps.slice(at + 1) }
}

describe('recorded sessions that the store would have', () => {
  const reads = sessions.flatMap((session) => {
    const found = session.name.startsWith('get-') ? upTo(session, 'cfgfileget') : null
    return found ? [[session.name, found] as const] : []
  })
  it.each(reads)('%s', async (_name, { path, steps }) => {
    const server = await serveScript(replay(steps))
    const snapshot = await storeOn(server.port).readSnapshot([path as MailRootPath])
    const file = snapshot.ok ? snapshot.value.files.get(path as MailRootPath) : undefined
    if (!parseMailRootPath(path).ok) {
      expect(file).toMatchObject({ state: 'unreadable', fault: { code: 'PATH_INVALID' } })
      expect(server.peers).toHaveLength(0)
      return
    }
    const [reply = '', ...lines] = fill(steps.at(-1)?.receive ?? '')
      .split('\r\n')
      .slice(0, -1)
    if (reply.startsWith('-00019')) return expect(file?.state).toBe('absent')
    const contents = lines.slice(0, -1).map(unstuffLine)
    if (file?.state !== 'present') throw new Error(`not present: ${JSON.stringify(snapshot)}`)
    expect(Buffer.from(file.bytes).toString('latin1')).toBe(contents.map((line) => `${line}\n`).join(''))
    expect(file.notEditable !== undefined).toBe(contents.some((line) => line.length > 2044))
  })

  const writes = sessions.flatMap((session) => {
    const found = upTo(session, 'cfgfileset')
    const after = found && session.filesAfter?.[found.path]
    return found && typeof after === 'string' && !after.includes('bytes per line')
      ? [[session.name, { ...found, after }] as const]
      : []
  })
  it.each(writes)('%s', async (_name, { path, steps, rest, after }) => {
    let uploaded = ''
    const server = await serveScript(async (peer) => {
      for (const { send, receive = '' } of steps) {
        if (send !== undefined && !(await hears(peer, fill(send)))) return
        peer.say(fill(receive))
      }
      for (let line = await peer.line(); line !== null && line !== END_OF_DATA; line = await peer.line()) {
        uploaded += `${unstuffLine(line)}\n`
      }
      peer.say(rest[0]?.receive || '+00000 OK\r\n')
      await peer.rest()
    })
    const outcome = await storeOn(server.port).writeFile(path as MailRootPath, Buffer.from(after, 'latin1'))
    expect(outcome).toEqual({ state: 'written' })
    expect(uploaded).toBe(after)
    expect(server.peers[0]?.heard()).toContain(steps.map(({ send = '' }) => fill(send)).join(''))
  })

  it('cover most of what was recorded', () => {
    expect(reads.length).toBeGreaterThan(25)
    expect(writes.length).toBeGreaterThan(10)
  })

  it.each([
    ['login-bad', 'LOGIN_REFUSED'],
    ['login-unknown-user', 'LOGIN_REFUSED'],
    ['ctrl-ipmap-refused', 'REFUSED_BY_IPMAP'],
    ['busy', 'SERVER_BUSY'],
  ])('%s is %s', async (name, code) => {
    const steps = sessions.find((session) => session.name === name)?.steps ?? []
    const server = await serveScript(async (peer) => {
      for (const { send, receive = '' } of steps) {
        if (send !== undefined) await peer.line()
        peer.say(fill(receive))
      }
    })
    expect(await storeOn(server.port).identify()).toMatchObject({ ok: false, error: { code } })
  })

  it('set-new-dir: nothing was written', async () => {
    const steps = sessions.find((session) => session.name === 'set-new-dir')?.steps ?? []
    const server = await serveScript(replay(steps.slice(0, 4)))
    const outcome = await storeOn(server.port).writeFile('nodir/x.tab' as MailRootPath, Buffer.from('"a"\n'))
    expect(outcome).toEqual({
      state: 'not-written',
      fault: { code: 'XMAIL_ERROR', details: { code: -10, text: 'Unable to create file' } },
    })
  })

  it('filelist', async () => {
    const steps = sessions.find((session) => session.name === 'filelist')?.steps ?? []
    const [folder = {}] = steps.filter(({ send }) => send?.includes('"filters"'))
    const server = await serveScript(replay([...steps.slice(0, 2), folder]))
    expect(await storeOn(server.port).listFolder('filters' as MailRootPath)).toEqual({
      ok: true,
      value: [{ name: 'av.tab', sizeBytes: 25 }],
    })
  })
})
