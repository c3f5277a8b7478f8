import { describe, expect, it } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import type { CtrlStoreDeps } from './index'
import { codeOf, textOf } from './testing/brief'
import { type Script, serveScript, signIn, storeOn } from './testing/scripted-server'

const A = mailRootPath('a.tab')
const B = mailRootPath('b.tab')

async function readFrom(script: Script, paths: MailRootPath[] = [A, B], deps: CtrlStoreDeps = {}) {
  const server = await serveScript(script)
  return { server, result: await storeOn(server.port, {}, deps).readSnapshot(paths) }
}

describe('readSnapshot', () => {
  const answers = (bytes: string): Script => {
    return async (peer) => {
      await signIn(peer)
      peer.say(bytes)
    }
  }

  it('takes the answers in order: a file, an absent one, trouble with one', async () => {
    const { result } = await readFrom(
      answers(
        '+00100 OK\r\n"x"\r\n..\r\n...a\r\n\r\n.\r\n-00019 Unable to open file\r\n-00002 Memory allocation error\r\n',
      ),
      [A, B, mailRootPath('c.tab')],
    )
    expect(textOf(result, A)).toBe('"x"\n.\n..a\n\n')
    expect(textOf(result, B)).toBe('absent')
    const third = result.ok && result.value.files.get(mailRootPath('c.tab'))
    expect(third).toEqual({
      path: 'c.tab',
      state: 'unreadable',
      fault: { code: 'XMAIL_ERROR', details: { code: -2, text: 'Memory allocation error' } },
    })
  })

  it.each([
    ['a listing without its end', '+00100 OK\r\n"x"\r\n', 'CONNECTION_LOST'],
    ['an end without its line end', '+00100 OK\r\n"x"\r\n.', 'CONNECTION_LOST'],
    ['one answer too few', '+00100 OK\r\n.\r\n', 'CONNECTION_LOST'],
    ['a stray reply', '+00000 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['a wish for data', '+00101 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['words', 'hello\r\n', 'PROTOCOL_VIOLATION'],
    ['a line without end', `+00100 OK\r\n${'x'.repeat(5000)}`, 'PROTOCOL_VIOLATION'],
  ])('%s: the whole snapshot fails', async (_what, bytes, code) => {
    const { result, server } = await readFrom(answers(bytes))
    expect(codeOf(result)).toBe(code)
    expect(server.peers).toHaveLength(1)
  })

  it.each([
    [2044, undefined],
    [2045, 2],
    [2046, 2],
    [2047, 2],
  ])('a received line of %i bytes: not editable from line %s', async (bytes, line) => {
    const { result } = await readFrom(answers(`+00100 OK\r\n# a\r\n${'x'.repeat(bytes)}\r\nend\r\n.\r\n`), [
      A,
    ])
    const file = result.ok && result.value.files.get(A)
    const fault = file && file.state === 'present' ? file.notEditable : undefined
    expect(fault).toEqual(line && { code: 'LINE_TOO_LONG_FOR_CTRL', details: { line, limit: 2044 } })
  })

  it('drops a file that is too large, and reads on behind it', async () => {
    const large = `+00100 OK\r\n${'0123456789\r\n'.repeat(200_000)}.\r\n`
    const limits = { fileBytes: 1_000_000, snapshotBytes: 1_000_000 }
    const { result } = await readFrom(answers(`${large}+00100 OK\r\nb\r\n.\r\n`), [A, B], { limits })
    const file = result.ok && result.value.files.get(A)
    const fault = { code: 'FILE_TOO_LARGE', details: { path: 'a.tab', limit: 1_000_000 } }
    expect(file).toEqual({ path: A, state: 'unreadable', fault })
    expect(textOf(result, B)).toBe('b\n')
  })

  it('has a limit for all files together', async () => {
    const small = `+00100 OK\r\n${'0123456789\r\n'.repeat(10)}.\r\n`
    const limits = { fileBytes: 200, snapshotBytes: 150 }
    const { result } = await readFrom(answers(small + small), [A, B], { limits })
    expect(textOf(result, A)).toHaveLength(110)
    expect(textOf(result, B)).toBe('unreadable')
  })

  it('reads 10,000 files from a server that answers one before it reads the next', async () => {
    const paths = Array.from({ length: 10_000 }, (_, i) => mailRootPath(`f${i}.tab`))
    const { result } = await readFrom(async (peer) => {
      await signIn(peer)
      for (let line = await peer.line(); line !== null && !line.includes('quit'); line = await peer.line()) {
        peer.say(`+00100 OK\r\n# ${line.split('"')[3]}\r\n.\r\n`)
      }
    }, paths)
    expect(result.ok && result.value.files.size).toBe(10_000)
    expect(textOf(result, mailRootPath('f9999.tab'))).toBe('# f9999.tab\n')
  })

  it('never sends a path that is not one', async () => {
    const { result, server } = await readFrom(answers('+00100 OK\r\n.\r\n'), ['../x' as MailRootPath, A])
    expect(textOf(result, '../x' as MailRootPath)).toBe('unreadable')
    expect(textOf(result, A)).toBe('')
    expect(server.peers[0]?.heard()).not.toContain('..')
  })
})
