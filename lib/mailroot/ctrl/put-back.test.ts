import { describe, expect, it } from 'vitest'
import type { PracticeEvent } from '@/lib/practice'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { openRaw } from '@/test/support/raw-connection'
import { codeOf, textOf } from './testing/brief'
import { startPractice } from './testing/practice-fixture'
import { afterTest, storeOn } from './testing/scripted-server'

const IPMAP = mailRootPath('ctrl.ipmap.tab')
const ACCOUNTS = mailRootPath('ctrlaccounts.tab')
const OPEN = '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n'
const DENY = '"127.0.0.1"\t"255.255.255.255"\t"DENY"\t1\n'
const ACCOUNT = '"admin"\t"160006170011"\n'
const NOBODY = '"nobody"\t"160006170011"\n'

async function practice() {
  const events: PracticeEvent[] = []
  const server = await startPractice({ observe: (event) => void events.push(event) })
  afterTest(() => server.stop())
  await server.put(IPMAP, OPEN)
  await server.put(ACCOUNTS, ACCOUNT)
  const connections = () => events.filter(({ kind }) => kind === 'connection').length
  return { server, connections, port: server.server.port }
}

/** What somebody finds out who comes anew. */
const wayIn = async (port: number) => codeOf(await storeOn(port).identify())

const LOCK_OUTS: readonly [MailRootPath, string, string, string][] = [
  [IPMAP, OPEN, DENY, 'REFUSED_BY_IPMAP'],
  [ACCOUNTS, ACCOUNT, NOBODY, 'LOGIN_REFUSED'],
]

describe('a change that shuts the console out', () => {
  it.each(LOCK_OUTS)('%s: is put back over the session that wrote it', async (path, before, after, code) => {
    const { server, port } = await practice()
    const store = storeOn(port)
    expect(textOf(await store.readSnapshot([path]), path)).toBe(before)
    expect(await store.writeFile(path, Buffer.from(after))).toEqual({ state: 'written' })
    expect(textOf(await store.readSnapshot([path]), path)).toBe(after)
    expect(await wayIn(port)).toBe(code)
    expect(await store.writeFile(path, Buffer.from(before))).toEqual({ state: 'written' })
    expect(textOf(await store.readSnapshot([path]), path)).toBe(before)
    expect(await server.get(path)).toBe(before)
    expect(await wayIn(port)).toBe('ok')
  })

  it.each(LOCK_OUTS)('%s: also where nothing had been read before', async (path, before, after, code) => {
    const { server, port, connections } = await practice()
    const store = storeOn(port)
    expect(await store.writeFile(path, Buffer.from(after))).toEqual({ state: 'written' })
    expect(await wayIn(port)).toBe(code)
    const [read, written] = await Promise.all([
      store.readSnapshot([path]),
      store.writeFile(path, Buffer.from(before)),
    ])
    // The read came first and had the only session; the write has waited for it.
    expect(textOf(read, path)).toBe(after)
    expect(written).toEqual({ state: 'written' })
    expect(await server.get(path)).toBe(before)
    expect(connections()).toBe(2)
  })

  it.each(LOCK_OUTS)(
    '%s: over the session of the reads, where the other was lost',
    async (path, before, after, code) => {
      const { server, port } = await practice()
      const store = storeOn(port)
      expect((await store.readSnapshot([path])).ok).toBe(true)
      const raw = await openRaw({ port })
      await raw.waitFor((text) => text.endsWith('\n'))
      const sent = raw.received().length + '+00000 OK\r\n+00101 OK\r\n+'.length
      raw.destroy()
      // The server writes the file, and nobody hears of it.
      server.server.setFaults([{ kind: 'cut', after: { sent } }])
      expect(await store.writeFile(path, Buffer.from(after))).toMatchObject({ state: 'in-doubt' })
      server.server.setFaults([])
      expect(textOf(await store.readSnapshot([path]), path)).toBe(after)
      expect(await wayIn(port)).toBe(code)
      expect(await store.writeFile(path, Buffer.from(before))).toEqual({ state: 'written' })
      expect(textOf(await store.readSnapshot([path]), path)).toBe(before)
      expect(await server.get(path)).toBe(before)
    },
  )

  it('tells why it cannot be put back, where no session is left', async () => {
    const { server, port } = await practice()
    const store = storeOn(port)
    expect(await store.writeFile(IPMAP, Buffer.from(DENY))).toEqual({ state: 'written' })
    await store.close()
    expect(await store.writeFile(IPMAP, Buffer.from(OPEN))).toMatchObject({
      state: 'not-written',
      fault: { code: 'REFUSED_BY_IPMAP' },
    })
    expect(await server.get(IPMAP)).toBe(DENY)
  })
})
