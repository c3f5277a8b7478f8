import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { compilePolicy, decideSmtp, mailRootFiles } from '@/lib/xmail/policy'
import { decided, open, QUIET } from '@/lib/xmail/policy/testing/policy-of'
import type { Document } from '@/lib/xmail/tab'
import { orderFiles } from './order-files'
import type { FileChange } from './plan'

const seed = Number(process.env.SEED ?? 20261124)

const RELAY = mailRootPath('smtprelay.tab')
const GATE = mailRootPath('smtp.ipmap.tab')
const SPAMMERS = mailRootPath('spammers.tab')
const EXEMPT = mailRootPath('smtp.ipprop.tab')
const SETTINGS = open('server.tab', '"RootDomain"\t"here.test"\n"SmtpServerDomain"\t"here.test"\n')
const HOSTS = 8

const host = fc.nat(HOSTS - 1).map((low) => `192.0.2.${low}/32`)
const some = fc.uniqueArray(host, { maxLength: HOSTS })
/** The hosts of a table before and after: more of them, or fewer. */
const oneWay = fc.tuple(some, some, fc.boolean()).map(([a, b, grows]) => {
  const more = [...new Set([...a, ...b])].sort()
  return grows ? { before: a, after: more } : { before: more, after: a }
})

const TEXTS: Readonly<Record<string, (hosts: readonly string[]) => string>> = {
  [RELAY]: (hosts) => hosts.map((each) => `"${each}"\n`).join(''),
  [GATE]: (hosts) =>
    ['"0.0.0.0/0"\t""\t"DENY"\t"1"\n', ...hosts.map((each) => `"${each}"\t""\t"ALLOW"\t"2"\n`)].join(''),
  [SPAMMERS]: (hosts) => hosts.map((each) => `"${each}"\t"code=1"\n`).join(''),
  [EXEMPT]: (hosts) => hosts.map((each) => `"${each}"\t"WhiteList=1"\n`).join(''),
}

type Files = ReadonlyMap<MailRootPath, Document | null>

function changeOf(path: MailRootPath, before: Document, after: Document): FileChange {
  const bytes = new Uint8Array()
  return { path, before: bytes, after: bytes, beforeDocument: before, afterDocument: after, diff: [] }
}

/** Whose mail to strangers XMail takes, without a login. */
function relaying(files: Files): Set<number> {
  const policy = compilePolicy(
    mailRootFiles(new Map<string, Document | null>([...files, ['server.tab', SETTINGS]]), null),
  )
  const who = new Set<number>()
  for (let low = 0; low < HOSTS; low++) {
    const client = { version: 4, bits: 0xc0000200 + low } as const
    const question = { client, from: 'a@there.test', to: 'b@elsewhere.test' }
    const { exchange } = decided(decideSmtp(policy, question, QUIET))
    if (exchange.every(({ reply }) => /^2/.test(reply ?? ''))) who.add(low)
  }
  return who
}

describe(`the order of writing (seed ${seed})`, () => {
  it('never leaves a moment that is more open than before and after', () => {
    let opened = 0
    const tables = fc.record({ [RELAY]: oneWay, [GATE]: oneWay, [SPAMMERS]: oneWay, [EXEMPT]: oneWay })
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.nat()), (changes, random) => {
        const files = Object.entries(changes).map(([name, { before, after }]) => {
          const path = mailRootPath(name)
          const text = TEXTS[path]
          if (!text) throw new Error(name)
          return changeOf(path, open(path, text(before)), open(path, text(after)))
        })
        const shuffled = files
          .map((file) => ({ file, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ file }) => file)
        const state = new Map<MailRootPath, Document>(files.map((file) => [file.path, before(file)]))
        const was = relaying(state)
        const moments = orderFiles(shuffled).map((file) => {
          state.set(file.path, file.afterDocument)
          return relaying(state)
        })
        const is = moments.at(-1) ?? was
        for (const moment of moments)
          for (const who of moment) expect([who, was.has(who) || is.has(who)]).toEqual([who, true])
        opened += is.size
      }),
      { seed, numRuns: 60 },
    )
    expect(opened).toBeGreaterThan(20)
  })

  it('keeps a certificate and its key side by side, and others as they were added', () => {
    const same = open('server.tab', '')
    const paths = ['server.key', 'aliases.tab', 'server.cert', 'userdef.tab'].map(mailRootPath)
    const ordered = orderFiles(paths.map((path) => changeOf(path, same, same)))
    expect(ordered.map(({ path }) => path)).toEqual([
      'aliases.tab',
      'server.cert',
      'server.key',
      'userdef.tab',
    ])
  })
})

function before({ beforeDocument }: FileChange): Document {
  if (!beforeDocument) throw new Error('a file that was there')
  return beforeDocument
}
