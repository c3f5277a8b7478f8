import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLocalStore } from '@/lib/mailroot/local'
import { type RelayResult, testRelay } from '@/lib/server/probe/test-relay'
import { RELAY_TRICKS } from '@/lib/xmail/relay-tricks'
import { INDEXED_FILES, MAILBOXES } from '../support/random-mail-root'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const { signal } = new AbortController()

describe.skipIf(!XMAIL_HOME)('the open-relay test against a real XMail', () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '', files: { ...INDEXED_FILES, ...MAILBOXES } })
  })
  afterAll(() => xmail?.stop())

  async function run(sources: readonly string[]): Promise<readonly RelayResult[]> {
    const store = openLocalStore({ kind: 'local', mailRoot: xmail.mailRoot })
    const place = { host: '127.0.0.1', port: xmail.smtpPort }
    let results: readonly RelayResult[] = []
    const report = (test: { results: readonly RelayResult[] }) => {
      results = test.results
    }
    const fault = await testRelay({ place, store, signal, listSources: () => sources, report })
    expect(fault).toBeNull()
    expect(results).toHaveLength(sources.length * RELAY_TRICKS.length)
    return results
  }

  it('gets every reply that it expects, from two addresses', async () => {
    const results = await run(['127.0.0.1', '127.0.0.7'])
    const differing = results.filter(({ verdict }) => verdict !== 'refused')
    expect(differing).toEqual([])
    for (const { real, expected, trick } of results)
      expect(
        expected.map(({ command, reply }) => ({ command, reply })),
        trick,
      ).toContainEqual(real)
  }, 120_000)

  it('finds the relay that is open to everybody, and the one that is open to one address', async () => {
    await xmail.put('smtprelay.tab', '"0.0.0.0"\t"0.0.0.0"\n')
    const open = await run(['127.0.0.1'])
    expect(open.find(({ trick }) => trick === 'plain')?.verdict).toBe('relays')
    expect(open.filter(({ verdict }) => verdict === 'differs')).toEqual([])
    await xmail.put('smtprelay.tab', '"127.0.0.9"\t"255.255.255.255"\n')
    const one = await run(['127.0.0.1', '127.0.0.9'])
    const relays = one.filter(({ verdict }) => verdict === 'relays')
    expect(new Set(relays.map(({ source }) => source))).toEqual(new Set(['127.0.0.9']))
    await xmail.put('smtprelay.tab', '')
  }, 120_000)

  it('is not taken in by a list that refuses the connection', async () => {
    await xmail.put('smtp.ipmap.tab', '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n')
    expect((await run(['127.0.0.1'])).filter(({ verdict }) => verdict !== 'refused')).toEqual([])
    await xmail.put('smtp.ipmap.tab', null)
  }, 120_000)
})
