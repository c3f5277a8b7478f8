import { describe, expect, it } from 'vitest'
import { codeOf } from './testing/brief'
import { serveScript, signIn, storeOn } from './testing/scripted-server'

describe('listFolder', () => {
  const listing = async (bytes: string) => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      peer.say(bytes)
      await peer.line()
    })
    const listed = await storeOn(server.port).listFolder('')
    return { listed, heard: server.peers[0]?.heard() ?? '' }
  }

  it('asks for everything in the folder', async () => {
    const { listed, heard } = await listing(
      '+00100 OK\r\n"a.tab"\t"12"\r\n"\xe6\x97\xa5.tab"\t"0"\r\n"\xe9"\t"1"\r\n.\r\n',
    )
    expect(listed).toEqual({
      ok: true,
      value: [
        { name: 'a.tab', sizeBytes: 12 },
        { name: '日.tab', sizeBytes: 0 },
        { name: 'é', sizeBytes: 1 },
      ],
    })
    expect(heard).toContain('"filelist"\t"."\t"*"\r\n')
  })

  it('passes over rows that are none', async () => {
    const { listed } = await listing(
      '+00100 OK\r\n"a\r\nb"\t"12"\r\n"c\td"\t"1"\r\n"e"\t"-1"\r\n""\t"1"\r\n.\r\n',
    )
    expect(listed).toEqual({ ok: true, value: [{ name: 'b"', sizeBytes: 12 }] })
  })

  it.each([
    ['-00211 Listing directory not found\r\n', 'FILE_NOT_FOUND'],
    ['-00214 Error in relative path syntax\r\n', 'XMAIL_ERROR'],
    ['+00101 OK\r\n', 'PROTOCOL_VIOLATION'],
    ['+00100 OK\r\n"a.tab"\t"12"\r\n', 'CONNECTION_LOST'],
  ])('answered by %j: %s', async (bytes, code) => {
    const server = await serveScript(async (peer) => {
      await signIn(peer)
      peer.say(bytes)
    })
    expect(codeOf(await storeOn(server.port).listFolder(''))).toBe(code)
  })
})
