import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Fault } from '@/lib/errors'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import type { ConnectionSecrets } from '../connection'
import { codeOf, faultOf, textOf } from './testing/brief'
import { GREETING, type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const B = mailRootPath('b.tab')

async function readFrom(script: Script, paths: readonly MailRootPath[] = [A, B]) {
  const server = await serveScript(script)
  return { server, result: await storeOn(server.port).readSnapshot(paths) }
}

describe('signing in', () => {
  it('sends the digest of timestamp and password, and never the password', async () => {
    const { result, server } = await readFrom(
      async (peer) => {
        await signIn(peer)
        await peer.line()
        peer.say('-00019 Unable to open file\r\n')
        await peer.rest()
      },
      [A],
    )
    expect(textOf(result, A)).toBe('absent')
    const digest = createHash('md5').update('<1795485270.42@127.0.0.1>secret').digest('hex')
    const heard = server.peers[0]?.heard() ?? ''
    expect(heard).toMatch(new RegExp(`^"admin"\t"#${digest}"\r\n"cfgfileget"\t"a.tab"\r\n`))
    expect(heard).not.toContain('secret')
  })

  it.each([
    ['-00105 Bad controller login\r\n', 'LOGIN_REFUSED'],
    ['-00161 Resource lock entry not found\r\n', 'LOGIN_REFUSED'],
    ['-00106 Controller accounts file not found\r\n', 'LOGIN_REFUSED'],
    ['+00100 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['hello\r\n', 'PROTOCOL_VIOLATION'],
  ])('answered by %j: %s', async (answer, code) => {
    const { result, server } = await readFrom(async (peer) => {
      peer.say(GREETING)
      await peer.line()
      peer.say(answer)
    })
    expect(codeOf(result)).toBe(code)
    expect(server.peers).toHaveLength(1)
  })

  it('finds the refusal out where the pipelined commands made the server reset the connection', async () => {
    const { result, server } = await readFrom(async (peer, nth) => {
      peer.say(GREETING)
      await peer.line()
      if (nth === 1) peer.socket.resetAndDestroy()
      else peer.say('-00105 Bad controller login\r\n')
    })
    expect(codeOf(result)).toBe('LOGIN_REFUSED')
    expect(server.peers).toHaveLength(2)
    // The second time nothing travelled with the login.
    expect(server.peers[1]?.heard().split('\r\n')).toHaveLength(2)
  })

  it('gives up after two connections', async () => {
    const { result, server } = await readFrom(async (peer) => {
      peer.say(GREETING)
      await peer.line()
    })
    expect(codeOf(result)).toBe('CONNECTION_LOST')
    expect(server.peers).toHaveLength(2)
  })

  it.each<[string, Parameters<typeof storeOn>[1], ConnectionSecrets, Fault]>([
    ['a clear login without TLS', { login: 'clear' }, { password: 'x' }, { code: 'CLEAR_TEXT_REFUSED' }],
    ['no password', {}, {}, { code: 'INPUT_INVALID', field: 'password' }],
    ['an 8-bit user', { user: 'né' }, { password: 'x' }, { code: 'FIELD_NOT_ENCODABLE', field: 'user' }],
    ['a user with a TAB', { user: 'a\tb' }, { password: 'x' }, { code: 'FIELD_HAS_TAB', field: 'user' }],
    [
      'a user that makes the line too long',
      { user: 'x'.repeat(230) },
      { password: 'x' },
      { code: 'LINE_TOO_LONG_FOR_CTRL', details: { line: 1, limit: 252 } },
    ],
    [
      'an 8-bit clear password',
      { login: 'clear', encryption: 'tls' },
      { password: 'pässe' },
      { code: 'FIELD_NOT_ENCODABLE', field: 'password' },
    ],
  ])('refuses %s before connecting', async (_what, changes, secrets, fault) => {
    const server = await serveScript((peer) => peer.say(GREETING))
    const store = storeOn(server.port, changes, {}, secrets)
    expect(faultOf(await store.identify())).toEqual(fault)
    expect(faultOf(await store.readSnapshot([A]))).toEqual(fault)
    expect(faultOf(await store.listFolder(''))).toEqual(fault)
    expect(await store.writeFile(A, Buffer.from('x\n'))).toEqual({ state: 'not-written', fault })
    expect(server.peers).toHaveLength(0)
  })
})
