import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from '@/lib/xmail/net'
import { decideFinger, decidePop3, decideSmtp, type World } from '@/lib/xmail/policy'
import { decided, open, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import { type Files, mailRoot, mapOf, peer, policyOf, saidOf } from './testing/random-map'

const seed = Number(process.env.SEED ?? 20261124)
const settings = { seed, numRuns: 80 }
const clients = fc.array(peer, { minLength: 12, maxLength: 12 })

/** The files with some others in their place; null: there is none. */
function having(files: Files, texts: Readonly<Record<string, string | null>>): Files {
  const others = Object.entries(texts).map(
    ([path, text]) => [path, text === null ? null : open(path, text)] as const,
  )
  return new Map([...files, ...others])
}

/** What SMTP does with a client that does not sign in. */
function play(files: Files, client: Address) {
  const { exchange } = decided(decideSmtp(policyOf(files), { client, from: '' }, QUIET))
  return {
    isLetIn: exchange[0]?.reply?.startsWith('220') ?? false,
    hasToSignIn: /^551 Server access/.test(exchange[2]?.reply ?? ''),
    seconds: exchange[1]?.delaySeconds ?? 0,
  }
}

/** How often each class was seen: a lens that gives one alone would be proved by nothing. */
function counting() {
  const seen = new Map<string, number>()
  return {
    count: (does: string) => seen.set(does, (seen.get(does) ?? 0) + 1),
    expectAll: (...classes: string[]) => {
      for (const each of classes) expect([each, (seen.get(each) ?? 0) > 10]).toEqual([each, true])
    },
  }
}

describe(`a lens of one table is what the gate code decides by it (seed ${seed})`, () => {
  it('POP3 and FINGER', () => {
    const seen = counting()
    // Without a domain POP3 greets by its own name.
    const world: World = { ...QUIET, ownName: 'mail.here.test' }
    fc.assert(
      fc.property(mailRoot, clients, (files, peers) => {
        const policy = policyOf(having(files, { 'server.tab': '"RootDomain"\t"here.test"\n' }))
        const gates = { pop3: decidePop3, finger: decideFinger }
        for (const lens of ['pop3', 'finger'] as const) {
          const map = mapOf(policy, lens)
          if (map.unknown > 0) continue
          for (const client of peers) {
            const { verdict } = decided(gates[lens](policy, { client }, world))
            const does = verdict === 'accepted' ? 'let-in' : 'refused'
            expect([lens, client, saidOf(map, client).does]).toEqual([lens, client, does])
            seen.count(`${lens} ${does}`)
          }
        }
      }),
      settings,
    )
    seen.expectAll('pop3 let-in', 'pop3 refused', 'finger let-in', 'finger refused')
  }, 60_000)

  it('SMTP, where spammers.tab is silent', () => {
    const seen = counting()
    fc.assert(
      fc.property(mailRoot, clients, (all, peers) => {
        const files = having(all, { 'spammers.tab': '' })
        const map = mapOf(policyOf(files), 'smtp')
        fc.pre(map.unknown === 0)
        for (const client of peers) {
          const { isLetIn, seconds } = play(files, client)
          const does = !isLetIn ? 'refused' : seconds > 0 ? 'waits' : 'let-in'
          const said = saidOf(map, client)
          expect([client, said.does, said.seconds]).toEqual([client, does, seconds])
          seen.count(does)
        }
      }),
      settings,
    )
    seen.expectAll('refused', 'waits', 'let-in')
  }, 60_000)

  it('spammers.tab, where SMTP lets everybody in', () => {
    const seen = counting()
    fc.assert(
      fc.property(mailRoot, clients, (all, peers) => {
        const files = having(all, { 'smtp.ipmap.tab': null, 'server.tab': '"RootDomain"\t"here.test"\n' })
        // Whoever gets in although all are refused is spared, and by nothing else can that be seen.
        const refusing = having(files, { 'spammers.tab': '"0.0.0.0"\t"0.0.0.0"\n"::/0"\n' })
        const map = mapOf(policyOf(files), 'spammers')
        fc.pre(map.unknown === 0)
        for (const client of peers) {
          const { isLetIn, hasToSignIn, seconds } = play(files, client)
          const unharmed = play(refusing, client).isLetIn ? 'spared' : 'untouched'
          const held = hasToSignIn ? 'sign-in' : seconds > 0 ? 'waits' : unharmed
          const does = isLetIn ? held : 'refused'
          const said = saidOf(map, client)
          expect([client, said.does, said.seconds]).toEqual([client, does, seconds])
          seen.count(does)
        }
      }),
      settings,
    )
    seen.expectAll('refused', 'sign-in', 'waits', 'untouched', 'spared')
  }, 60_000)
})
