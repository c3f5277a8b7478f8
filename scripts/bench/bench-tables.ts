import { catalogEntry } from '@/lib/xmail/catalog'
import { compareRelay, relaySet } from '@/lib/xmail/effects'
import { understandNetworks } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument, printDocument } from '@/lib/xmail/tab'
import { readRelay } from '@/lib/xmail/tables'
import { measure } from './measure'
import { printTiming, printTitle } from './print'

const LINES = 100_000
const RUNS = 5

/** What pages do with a table of 100,000 lines, without any network. */
export async function benchTables(): Promise<void> {
  printTitle(`Tables: smtprelay.tab with ${LINES.toLocaleString('en')} lines`)
  const entry = catalogEntry(mailRootPath('smtprelay.tab'))
  if (!entry) throw new Error('smtprelay.tab is not in the catalog')
  const bytes = fromByteString(relayText(0))
  const document = parseDocument(bytes, entry.format)
  const shifted = parseDocument(fromByteString(relayText(1)), entry.format)
  const pasted = Array.from({ length: LINES }, (_, i) => networkAt(i)).join('\n')

  const steps: readonly [string, () => unknown][] = [
    ['parseDocument', () => parseDocument(bytes, entry.format)],
    ['printDocument', () => printDocument(document)],
    ['readRelay', () => readRelay(document)],
    ['relaySet', () => relaySet(document)],
    ['compareRelay', () => compareRelay(document, shifted)],
    ['understandNetworks of as many pasted lines', () => understandNetworks(pasted)],
  ]
  for (const [name, work] of steps) printTiming(name, await measure(RUNS, work, () => {}))
}

/** Every tenth line is a comment; every second network is written with a netmask. */
function relayText(shift: number): string {
  const lines = Array.from({ length: LINES }, (_, i) => {
    if (i % 10 === 0) return `# block ${i}`
    const network = networkAt(i + shift)
    return i % 2 === 0 ? `"${network}"` : `"${network.split('/')[0]}"\t"255.255.255.192"`
  })
  return `${lines.join('\n')}\n`
}

/** Networks of 64 addresses with gaps between them, so that nothing melts into one. */
function networkAt(index: number): string {
  const start = 0x0a000000 + index * 128
  return `${start >>> 24}.${(start >>> 16) & 255}.${(start >>> 8) & 255}.${start & 255}/26`
}
