import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { type CsvRecord, parseCsv, parseCsvInSteps } from '@/lib/xmail/csv'
import { mailRootPath } from '@/lib/xmail/path'
import { finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { ipmapCsv, relayCsv, SPAM_ADDRESS_CSV, SPAMMERS_CSV } from './csv'
import { readIpmap } from './ipmap'
import { readIpmapRequest, readIpmapRequestInSteps } from './ipmap-request'
import { readRelayRequest, readRelayRequestInSteps } from './relay-request'
import { readRelay } from './smtprelay'
import { readSpamAddress } from './spam-address'
import { checkPatterns, checkPatternsInSteps } from './spam-address-edit'
import { readSpammers } from './spammers'

const seed = Number(process.env.SEED ?? 20261124)
const TODAY = '2026-11-24'
const MAY = { wide: false, holes: true }
const RELAY_WISH = { typed: '', holesMeant: false, note: '', ticket: '', owner: '', until: '' }
const IPMAP_WISH = { permission: 'DENY', precedence: 5, holesMeant: false } as const

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
const RELAY = readRelay(open('"10.0.0.0"\t"255.255.255.0"\n'))
const IPMAP = readIpmap(open('"10.0.0.0"\t"255.255.255.0"\t"ALLOW"\t"9"\n'))
const SPAMMERS = readSpammers(open('"10.0.0.0/24"\n'))
const SENDERS = readSpamAddress(open('"*@x.test"\n'))
const IPMAP_FORM = ipmapCsv(mailRootPath('smtp.ipmap.tab'))

interface Reader {
  readonly inSteps: (text: string) => Steps<unknown>
  readonly atOnce: (text: string) => unknown
  /** How many times each line is counted. */
  readonly passes: number
  /** A line that can be added. */
  readonly line: (i: number) => string
}

const network = (i: number) => `11.${i >> 16}.${(i >> 8) & 255}.${i & 255}`

const READERS: Readonly<Record<string, Reader>> = {
  csv: { inSteps: parseCsvInSteps, atOnce: parseCsv, passes: 1, line: network },
  'relay request': {
    inSteps: (text) => readRelayRequestInSteps(RELAY, { text, ...RELAY_WISH }, MAY, TODAY),
    atOnce: (text) => readRelayRequest(RELAY, { text, ...RELAY_WISH }, MAY, TODAY),
    passes: 2,
    line: network,
  },
  'access request': {
    inSteps: (text) => readIpmapRequestInSteps(IPMAP, { text, ...IPMAP_WISH }, MAY),
    atOnce: (text) => readIpmapRequest(IPMAP, { text, ...IPMAP_WISH }, MAY),
    passes: 2,
    line: network,
  },
  patterns: {
    inSteps: (text) => checkPatternsInSteps(SENDERS, text.split('\n')),
    atOnce: (text) => checkPatterns(SENDERS, text.split('\n')),
    passes: 1,
    line: (i) => `u${i}@a.test`,
  },
  'relay csv': csvReader((records) => relayCsv(TODAY).read(RELAY, records)),
  'access csv': csvReader((records) => IPMAP_FORM.read(IPMAP, records), 'ALLOW'),
  'spammers csv': csvReader((records) => SPAMMERS_CSV.read(SPAMMERS, records)),
  'senders csv': csvReader((records) => SPAM_ADDRESS_CSV.read(SENDERS, records)),
}

function csvReader(read: (records: readonly CsvRecord[]) => Steps<unknown>, second = ''): Reader {
  const inSteps = (text: string) => read(unwrap(parseCsv(text)))
  return {
    inSteps,
    atOnce: (text) => finish(inSteps(text)),
    passes: 2,
    line: (i) => `${network(i)},${second}`,
  }
}

/** Right and wrong ones; few of each, so that they take in each other and what is there. */
const line = fc.constantFrom(
  ...['10.0.0.7', '10.0.0.0/24', '12.0.0.0/8', '12.1.0.0/16', '12.1.0.0/16', '0.0.0.0/0', '10.1', 'office'],
  ...['192.0.2.65/26', '10.0.0.1 255.0.255.255', 'a@x.test', '*', '[x', 'x.test', '', '# a comment'],
  ...['12.2.0.0/16,ALLOW,3', '12.3.0.0/16,delay 5,a note', '12.4.0.0/16,no'],
)
const text = fc.array(line, { maxLength: 24 }).map((lines) => lines.join('\n'))

describe.each(Object.entries(READERS))('%s in steps', (_, { inSteps, atOnce, passes, line }) => {
  const before = Array.from({ length: ITEMS_A_STEP }, (_, i) => `${line(i)}\n`).join('')

  it('comes to the same as at once, whatever else is read between two steps', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const first = inSteps(before + one)
        expect(first.next().done).toBe(false)
        expect(finish(inSteps(before + other))).toEqual(atOnce(before + other))
        expect(finish(first)).toEqual(atOnce(before + one))
      }),
      { seed, numRuns: 3 },
    )
  })

  it('counts each line as often as it says', () => {
    const parts = 3
    const steps = inSteps(Array.from({ length: parts * ITEMS_A_STEP }, (_, i) => line(i)).join('\n'))
    let count = 0
    for (let step = steps.next(); !step.done; step = steps.next()) count += step.value ?? 0
    expect(count).toBeLessThanOrEqual(passes * parts * ITEMS_A_STEP)
    // The last part of a pass may end it without a word.
    expect(count).toBeGreaterThanOrEqual(passes * (parts - 1) * ITEMS_A_STEP)
  })
})
