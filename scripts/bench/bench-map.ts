import {
  type AddressMap,
  ALL_OF_IPV4,
  cellsAlongCurve,
  findTableRows,
  gridOf,
  makeAddressMap,
  rasterise,
  viewOfChange,
  viewOfMap,
} from '@/lib/xmail/address-map'
import { catalogEntry } from '@/lib/xmail/catalog'
import { formatAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { compilePolicy, mailRootFiles } from '@/lib/xmail/policy'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { measure } from './measure'
import { print, printTiming, printTitle } from './print'
import { makeRandom } from './random'

const ROWS = 100_000
const RUNS = 5
/** 256 cells a side, as many as a picture has. */
const ORDER = 8

/** The map of the address space over tables of 100,000 rows: what a server has to do for it, and what a page. */
export async function benchMap(): Promise<void> {
  printTitle(`Map of IPv4: tables with ${ROWS.toLocaleString('en')} rows`)
  for (const count of [ROWS / 10, ROWS]) {
    const relay = linesOf(count, (prefix) => `"${prefix}"`)
    const spammers = linesOf(count, (prefix, i) => `"${prefix}"\t"code=${-(i % 5)}"`)
    const files = new Map([
      ['smtprelay.tab', relay],
      ['spammers.tab', spammers],
      ['server.tab', ''],
    ])
    const time = async (what: string, work: () => unknown) =>
      printTiming(`${what}, ${count.toLocaleString('en')} rows each`, await measure(RUNS, work, () => {}))
    await time('all files to a map, parsing them', () => mapOf(files))
    const map = mapOf(files)
    await time('its view', () => viewOfMap(map))
    const view = viewOfMap(map)
    await time('counting all of IPv4 in 65,536 cells', () => {
      const grid = gridOf(ALL_OF_IPV4, ORDER)
      cellsAlongCurve(grid)
      return rasterise(view.v4, view.classes.length, grid.zoom, grid.cellLength)
    })
    await time('its table', () => findTableRows(view, ALL_OF_IPV4, { classes: null, rule: '' }))
    await time('its view beside a draft', () => viewOfChange(map, map))
    print(`  ${map.v4.starts.length.toLocaleString('en')} ranges`)
  }
}

function mapOf(texts: ReadonlyMap<string, string>): AddressMap {
  const files = new Map(Array.from(texts, ([path, text]) => [path, open(path, text)]))
  const answer = makeAddressMap(compilePolicy(mailRootFiles(files, null)), 'client')
  if (answer.kind === 'needs-file') throw new Error(`${answer.path} is missing`)
  return answer.map
}

function open(path: string, text: string) {
  const entry = catalogEntry(mailRootPath(path))
  if (!entry) throw new Error(`no such table: ${path}`)
  return parseDocument(fromByteString(text), entry.format)
}

function linesOf(count: number, row: (prefix: string, place: number) => string): string {
  const random = makeRandom(count)
  return Array.from({ length: count }, (_, i) => {
    const length = 20 + Math.floor(random() * 13)
    const size = 2 ** (32 - length)
    const bits = Math.floor((random() * 2 ** 32) / size) * size
    return `${row(`${formatAddress({ version: 4, bits })}/${length}`, i)}\n`
  }).join('')
}
