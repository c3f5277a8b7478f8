import { excludeCidr } from 'cidr-tools'
import { catalogEntry } from '@/lib/xmail/catalog'
import { compareMailRoots } from '@/lib/xmail/effects'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { measure, type Timing } from './measure'
import { print, printTarget, printTiming, printTitle } from './print'
import { makeRandom } from './random'

const ROWS = 100_000
const RUNS = 7
const LIMIT_MS = 250
/** Ten times the rows may take so many times as long. */
const MAX_GROWTH = 12

/** What a change of a table with 100,000 rows means, beside cidr-tools on the same prefixes, and how it grows. */
export async function benchEffects(): Promise<void> {
  printTitle(`Effects: tables with ${ROWS.toLocaleString('en')} rows, of which 1 % differ`)
  await benchRelay()
  for (const [path, row] of TABLES) await benchGrowth(path, row)
}

async function benchRelay(): Promise<void> {
  const { before, after } = makePrefixes(ROWS, false)
  const texts = [before, after].map((prefixes) =>
    fromByteString(linesOf(prefixes, (prefix) => `"${prefix}"`)),
  )
  const whole = await measure(
    RUNS,
    () => compareTexts('smtprelay.tab', texts),
    () => {},
  )
  printTiming('smtprelay.tab, parsing both files', whole)
  const docs = texts.map((text) => open('smtprelay.tab', text))
  printTiming(
    'smtprelay.tab, without parsing',
    await measure(
      RUNS,
      () => compareDocs('smtprelay.tab', docs),
      () => {},
    ),
  )
  const other = await measure(
    3,
    () => [excludeCidr(after, before), excludeCidr(before, after)],
    () => {},
  )
  printTiming('cidr-tools, both ways, without parsing', other)
  const ratio = whole.medianMs / other.medianMs
  printTarget(
    `under ${LIMIT_MS} ms with parsing`,
    `${Math.round(whole.medianMs)} ms`,
    whole.medianMs < LIMIT_MS,
  )
  printTarget('at most half of cidr-tools, with parsing', `${Math.round(ratio * 100)} %`, ratio <= 0.5)
  checkAgainst(before, after, docs)
}

/** A number that is quick and wrong is worth nothing: both must come to as many addresses. */
function checkAgainst(before: string[], after: string[], docs: readonly Document[]): void {
  const relay = compareDocs('smtprelay.tab', docs).relay
  const sizeOf = (prefixes: readonly string[]) =>
    prefixes.reduce((sum, prefix) => sum + 2 ** (32 - Number(prefix.split('/')[1])), 0)
  const same =
    relay?.gained.v4 === sizeOf(excludeCidr(after, before)) &&
    relay.lost.v4 === sizeOf(excludeCidr(before, after))
  printTarget('as many addresses as cidr-tools finds', (relay?.gained.v4 ?? 0).toLocaleString('en'), same)
}

const TABLES: readonly (readonly [path: string, row: (prefix: string, index: number) => string])[] = [
  ['smtprelay.tab', (prefix) => `"${prefix}"`],
  ['ctrl.ipmap.tab', (prefix, i) => `"${prefix}"\t""\t"${i % 2 ? 'DENY' : 'ALLOW'}"\t${i % 7}`],
  ['spammers.tab', (prefix, i) => `"${prefix}"\t"code=${(i % 4) - 2}"`],
  ['smtp.ipprop.tab', (prefix, i) => `"${prefix}"\t"${i % 2 ? 'WhiteList' : 'NoAuth'}"`],
  ['spam-address.tab', (prefix, i) => `"${i % 20 ? '' : '*'}x${prefix}@example.test"`],
  ['smtpauth.tab', (prefix, i) => `"u${prefix}"\t"p"\t"${i % 2 ? 'MR' : 'M'}"`],
]

async function benchGrowth(path: string, row: (prefix: string, index: number) => string): Promise<void> {
  const timings: Timing[] = []
  for (const rows of [ROWS / 10, ROWS]) {
    const { before, after } = makePrefixes(rows, true)
    const texts = [before, after].map((prefixes) => fromByteString(linesOf(prefixes, row)))
    timings.push(
      await measure(
        5,
        () => compareTexts(path, texts),
        () => {},
      ),
    )
  }
  const [small, large] = timings
  if (!small || !large) return
  const growth = large.minMs / small.minMs
  print(`  ${path}: ${small.minMs.toFixed(1)} ms with a tenth, ${large.minMs.toFixed(1)} ms with all rows`)
  printTarget(
    `${path}, 10 times the rows in at most ${MAX_GROWTH} times`,
    growth.toFixed(1),
    growth <= MAX_GROWTH,
  )
}

function compareTexts(path: string, texts: readonly Uint8Array[]) {
  return compareDocs(
    path,
    texts.map((text) => open(path, text)),
  )
}

function compareDocs(path: string, [before = null, after = null]: readonly (Document | null)[]) {
  return compareMailRoots(new Map([[path, before]]), new Map([[path, after]]))
}

function open(path: string, bytes: Uint8Array): Document {
  const entry = catalogEntry(mailRootPath(path))
  if (!entry) throw new Error(`not in the catalog: ${path}`)
  return parseDocument(bytes, entry.format)
}

function linesOf(prefixes: readonly string[], row: (prefix: string, index: number) => string): string {
  return `${prefixes.map(row).join('\n')}\n`
}

/** Networks anywhere, nested and overlapping; where `mixed`, every tenth one is IPv6. Every hundredth is another after. */
function makePrefixes(count: number, mixed: boolean): { before: string[]; after: string[] } {
  const random = makeRandom(20261124)
  const one = (i: number) => (mixed && i % 10 === 9 ? randomIpv6(random) : randomIpv4(random))
  const before = Array.from({ length: count }, (_, i) => one(i))
  return { before, after: before.map((prefix, i) => (i % 100 === 0 ? one(i) : prefix)) }
}

function randomIpv4(random: () => number): string {
  const length = 16 + Math.floor(random() * 17)
  const bits = ((Math.floor(random() * 2 ** 32) & (0xffffffff << (32 - length))) >>> 0) % 2 ** 32
  return `${[24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')}/${length}`
}

function randomIpv6(random: () => number): string {
  const group = () => Math.floor(random() * 65536).toString(16)
  return `2001:db8:${group()}:${group()}::/64`
}
