import { catalogEntry } from '@/lib/xmail/catalog'
import { type LintFiles, lintMailRoot } from '@/lib/xmail/lint'
import { type MailRootPath, mailRootPath } from '@/lib/xmail/path'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { measure } from './measure'
import { print, printTarget, printTiming, printTitle } from './print'

const ROWS = 100_000
const IPV6_ROWS = 10_000
const TARGET_MS = 500
const RUNS = 5
const MOST_TIMES = 12

/** Lint of a whole MailRoot, beside one of a tenth of its rows. */
export async function benchLint(): Promise<void> {
  printTitle(`Lint: a MailRoot with ${ROWS.toLocaleString('en')} rows`)
  const large = await time(ROWS)
  const small = await time(ROWS / 10)
  const times = large / small
  printTarget(`under ${TARGET_MS} ms`, `${Math.round(large)} ms`, large < TARGET_MS)
  printTarget(
    `10 times the rows, at most ${MOST_TIMES} times the time`,
    `${times.toFixed(1)} times`,
    times <= MOST_TIMES,
  )
  await benchIpv6()
}

/** The networks of one provider differ in their first 64 bits alone, which is where a Map of them can grow slow. */
async function benchIpv6(): Promise<void> {
  const timeOf = async (count: number) => {
    const text = lines(count, (i) => `"2001:db8:${(i >> 8).toString(16)}:${(i & 255).toString(16)}::/64"`, '')
    const path = mailRootPath('smtprelay.tab')
    const work = (files: LintFiles) => lintMailRoot(files, { nowMs: 0 })
    const { medianMs } = await measure(RUNS, work, () => new Map([[path, open(path, text)]]))
    return medianMs
  }
  const large = await timeOf(IPV6_ROWS)
  const small = await timeOf(IPV6_ROWS / 10)
  print(
    `  ${IPV6_ROWS.toLocaleString('en')} IPv6 rows: ${small.toFixed(1)} ms with a tenth, ${large.toFixed(1)} ms with all`,
  )
  printTarget(
    `IPv6, 10 times the rows in at most ${MOST_TIMES} times`,
    (large / small).toFixed(1),
    large / small <= MOST_TIMES,
  )
}

async function time(count: number): Promise<number> {
  let findings = 0
  const timing = await measure(
    RUNS,
    (files) => {
      findings = lintMailRoot(files, { nowMs: 0 }).length
    },
    // Files anew for each run: what is read of a Document is remembered with it.
    () => sampleMailRoot(count),
  )
  printTiming(`lint of ${count.toLocaleString('en')} rows`, timing)
  print(`  ${findings.toLocaleString('en')} findings`)
  return timing.medianMs
}

/** Rows of every kind, most of them sound, one in a hundred broken in one of the usual ways. */
function sampleMailRoot(count: number): ReadonlyMap<MailRootPath, Document | null> {
  const share = (part: number) => Math.round(count * part)
  const texts: Readonly<Record<string, string>> = {
    'server.tab': '"RootDomain"\t"here.test"\n"PostMaster"\t"postmaster@here.test"\n',
    'smtprelay.tab': lines(share(0.3), (i) => `"${network(i, 10)}"\t"255.255.255.0"`, '"203.0.113.9"'),
    'smtp.ipmap.tab': lines(
      share(0.2),
      (i) => `"${network(i, 20)}/24"\t""\t"DENY"\t"${i % 7}"`,
      '"203.0.113.0/24"\t"DENY"\t"1"',
    ),
    'spammers.tab': lines(
      share(0.2),
      (i) => `"${network(i, 30)}/24"\t"code=-${i % 9}"`,
      '"203.0.113.9"\t"code=0"',
    ),
    'smtp.ipprop.tab': lines(
      share(0.1),
      (i) => `"${network(i, 40)}/24"\t"NoAuth=1"`,
      '"203.0.113.9"\t"NoAuth"',
    ),
    'spam-address.tab': lines(share(0.19), (i) => `"user${i}@rude${i % 97}.test"`, '"rude.test"'),
    'smtpauth.tab': lines(share(0.01), (i) => `"user${i}"\t"plum Tram ${i} cedar"\t"MR"`, '"copier"\t"x"'),
  }
  return new Map(
    Object.entries(texts).map(([path, text]) => [mailRootPath(path), open(mailRootPath(path), text)]),
  )
}

function lines(count: number, write: (index: number) => string, broken: string): string {
  return Array.from({ length: count }, (_, i) => `${i % 100 === 99 ? broken : write(i)}\n`).join('')
}

function network(index: number, first: number): string {
  return `${first + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.0`
}

function open(path: MailRootPath, text: string): Document {
  const entry = catalogEntry(path)
  if (!entry) throw new Error(`not in the catalog: ${path}`)
  return parseDocument(fromByteString(text), entry.format)
}
