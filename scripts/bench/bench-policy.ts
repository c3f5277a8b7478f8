import { catalogEntry } from '@/lib/xmail/catalog'
import { type Address, matchesFilter, readAddressFilter } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import {
  compileGate,
  compilePolicy,
  compileRelay,
  compileSpammers,
  decideGate,
  decideRelay,
  decideSmtp,
  type FilterRule,
  mailRootFiles,
  type RuleTable,
} from '@/lib/xmail/policy'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables'
import { print, printTarget, printTitle } from './print'
import { makeRandom } from './random'

const ROWS = 10_000
const DECISIONS = 1_000_000
const READ_DECISIONS = 40
const SESSIONS = 20_000

/** Decisions on compiled tables of 10,000 rows, beside reading the rows one after another as XMail does. */
export function benchPolicy(): void {
  printTitle(`Policy: tables with ${ROWS.toLocaleString('en')} rows`)
  const random = makeRandom(20261124)
  const texts = {
    'smtp.ipmap.tab': rows(
      random,
      (network, i) => `"${network}"\t""\t"${i % 2 ? 'DENY' : 'ALLOW'}"\t${i % 7}`,
    ),
    'smtprelay.tab': rows(random, (network) => `"${network}"`),
    'spammers.tab': rows(random, (network, i) => `"${network}"\t"code=${(i % 3) - 1}"`),
  }
  const docs = new Map(Object.entries(texts).map(([path, text]) => [path, open(path, text)]))
  const docOf = (path: string) => docs.get(path) ?? null
  const peers = Array.from({ length: 4096 }, (_, i) => randomPeer(random, i % 4 === 3))
  const gate = docOf('smtp.ipmap.tab')
  const relay = docOf('smtprelay.tab')
  const spammers = docOf('spammers.tab')
  if (!gate || !relay || !spammers) throw new Error('a table is missing')
  benchTable('gate', gate, compileGate, (peer) => decideGate(gate, peer), peers)
  benchTable('relay', relay, compileRelay, (peer) => decideRelay(relay, peer), peers)
  benchTable('spammers', spammers, compileSpammers, (peer) => readSpammers(spammers, peer), peers)
  benchSessions(docs, peers)
}

function benchTable(
  name: string,
  doc: Document,
  compile: (doc: Document) => RuleTable<FilterRule>,
  read: (peer: Address) => unknown,
  peers: readonly Address[],
): void {
  const [compileMs, table] = timed(() => compile(doc))
  let found = 0
  const [decideMs] = timed(() => {
    for (let i = 0; i < DECISIONS; i++) {
      const peer = peers[i & 4095]
      if (peer && table.find(peer)) found++
    }
  })
  const [readMs] = timed(() => {
    for (const peer of peers.slice(0, READ_DECISIONS)) read(peer)
  })
  const perSecond = (DECISIONS / decideMs) * 1000
  const ratio = readMs / READ_DECISIONS / (decideMs / DECISIONS)
  print(`  ${name}: compiled in ${compileMs.toFixed(1)} ms, ${found.toLocaleString('en')} of them matched`)
  printTarget(
    `${name}, 1,000,000 decisions a second`,
    Math.round(perSecond).toLocaleString('en'),
    perSecond >= 1e6,
  )
  printTarget(
    `${name}, 500 times reading the rows one after another`,
    `${Math.round(ratio).toLocaleString('en')} times`,
    ratio >= 500,
  )
}

function readSpammers(doc: Document, peer: Address): number | null {
  for (const { line, tokens } of dataChunks(doc)) {
    const fields = /^\d/.test(tokens[1] ?? '') ? 2 : 1
    if (matchesFilter(readAddressFilter(tokens.slice(0, fields)), peer)) return line
  }
  return null
}

function benchSessions(docs: ReadonlyMap<string, Document>, peers: readonly Address[]): void {
  const settings = open('server.tab', '"RootDomain"\t"here.test"\n"SmtpServerDomain"\t"here.test"\n')
  const policy = compilePolicy(mailRootFiles(new Map([...docs, ['server.tab', settings]]), null))
  const world = { clientNames: [], popSignIns: [] }
  for (const trace of [false, true]) {
    const count = trace ? SESSIONS / 20 : SESSIONS
    const [ms] = timed(() => {
      for (let i = 0; i < count; i++) {
        const client = peers[i & 4095]
        if (client) decideSmtp(policy, { client, from: 'a@b.test', rcpt: 'c@d.test' }, world, { trace })
      }
    })
    const words = trace ? 'with its trace' : 'without a trace'
    print(`  a whole session ${words}: ${((ms / count) * 1000).toFixed(1)} µs`)
  }
}

function timed<T>(work: () => T): [ms: number, result: T] {
  const startedAt = performance.now()
  const result = work()
  return [performance.now() - startedAt, result]
}

function open(path: string, text: string): Document {
  const entry = catalogEntry(mailRootPath(path))
  if (!entry) throw new Error(`not in the catalog: ${path}`)
  return parseDocument(fromByteString(text), entry.format)
}

/** Networks anywhere, nested and overlapping; every tenth one is IPv6. */
function rows(random: () => number, write: (network: string, index: number) => string): string {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const bits = 12 + Math.floor(random() * 21)
    const network = i % 10 === 9 ? `2001:db8:${hex(random)}::/${32 + bits}` : `${dotted(random)}/${bits}`
    return write(network, i)
  })
  return `${lines.join('\n')}\n`
}

function hex(random: () => number): string {
  return Math.floor(random() * 65536).toString(16)
}

function dotted(random: () => number): string {
  return Array.from({ length: 4 }, () => Math.floor(random() * 256)).join('.')
}

function randomPeer(random: () => number, isIpv6: boolean): Address {
  if (!isIpv6) return { version: 4, bits: Math.floor(random() * 2 ** 32) }
  const low = BigInt(Math.floor(random() * 2 ** 48)) << 48n
  return { version: 6, bits: (0x20010db8n << 96n) | low }
}
