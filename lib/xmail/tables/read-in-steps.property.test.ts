import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import { type Document, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { readHnprop, readHnpropInSteps } from './hnprop'
import { readIpprop, readIppropInSteps } from './ipprop'
import { readSmtpextauth, readSmtpextauthInSteps } from './smtpextauth'
import { readSpamAddress, readSpamAddressInSteps } from './spam-address'
import { readSpammers, readSpammersInSteps } from './spammers'

const seed = Number(process.env.SEED ?? 20261124)

interface Reader {
  readonly atOnce: (doc: Document) => readonly unknown[]
  readonly inSteps: (doc: Document) => Steps<readonly unknown[]>
  /** A row of which none takes in another. */
  readonly row: (i: number) => string
}

const network = (i: number) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`

const READERS: Readonly<Record<string, Reader>> = {
  spammers: { atOnce: readSpammers, inSteps: readSpammersInSteps, row: (i) => `"${network(i)}/32"\n` },
  ipprop: {
    atOnce: readIpprop,
    inSteps: readIppropInSteps,
    row: (i) => `"${network(i)}/32"\t"WhiteList=1"\n`,
  },
  hnprop: { atOnce: readHnprop, inSteps: readHnpropInSteps, row: (i) => `"h${i}."\t"WhiteList=1"\n` },
  'spam-address': {
    atOnce: readSpamAddress,
    inSteps: readSpamAddressInSteps,
    row: (i) => `"u${i}@a.test"\n`,
  },
  smtpextauth: {
    atOnce: readSmtpextauth,
    inSteps: readSmtpextauthInSteps,
    row: (i) => `"PLAIN"\t"/bin/p${i}"\n`,
  },
}

/** What these files hold, in the right one or not; few of each, so that rows take in others. */
const field = fc.constantFrom(
  ...['10.0.0.0/8', '10.1.0.0/16', '192.0.2.0', '255.255.255.0', '::/0', 'mail.test', 'mail.test.a', '.dom'],
  ...['*@x.test', 'a@x.test', '*', '[x', 'code=0', 'code=x', 'WhiteList=1', 'PLAIN', 'plain', '@@USER'],
)
const line = fc.oneof(
  { weight: 8, arbitrary: fc.array(field, { minLength: 1, maxLength: 4 }).map(asRow) },
  {
    weight: 1,
    arbitrary: fc.array(field, { minLength: 1, maxLength: 3 }).map((fields) => `# ${asRow(fields)}`),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '#: a note', '   ', '10.0.0.0/8 "code=0"') },
)
const file = fc.array(line, { maxLength: 24 }).map((lines) => lines.map((each) => `${each}\n`).join(''))

function asRow(fields: readonly string[]): string {
  return fields.map((each) => `"${each}"`).join('\t')
}

/** A Document of its own, so that nothing is remembered of it. */
function open(text: string): Document {
  return parseDocument(fromByteString(text), { lineLimit: 510, comments: true })
}

describe.each(Object.entries(READERS))('%s in steps', (_, { atOnce, inSteps, row }) => {
  it('comes to the same as at once, whatever else is read between two steps', () => {
    const before = Array.from({ length: ITEMS_A_STEP }, (_, i) => row(i)).join('')
    fc.assert(
      fc.property(file, file, (one, other) => {
        const first = inSteps(open(before + one))
        const paused = first.next()
        expect(paused.done).toBe(false)
        expect(finish(inSteps(open(other)))).toEqual(atOnce(open(other)))
        expect(finish(first)).toEqual(atOnce(open(before + one)))
      }),
      { seed, numRuns: 4 },
    )
  })

  it('pauses for each part of a long file, and knows the file the second time', () => {
    const parts = 4
    const doc = open(Array.from({ length: parts * ITEMS_A_STEP }, (_, i) => row(i)).join(''))
    const steps = inSteps(doc)
    let pauses = 0
    let step = steps.next()
    for (; !step.done; step = steps.next()) pauses++
    expect(pauses).toBeGreaterThanOrEqual(parts)
    expect(step.value).toHaveLength(parts * ITEMS_A_STEP)
    expect(inSteps(doc).next()).toEqual({ done: true, value: step.value })
    expect(atOnce(doc)).toBe(step.value)
  })
})
