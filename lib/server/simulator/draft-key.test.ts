import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { EMPTY_QUESTION, readQuestion } from '@/lib/xmail/simulator'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { openTestWorld } from '@/test/support/open-test-world'
import { answerQuestion } from './answer-question'
import { draftKeyOf } from './draft-key'
import { type LiveReading, openLiveReading } from './policy-pair'

const seed = Number(process.env.SEED ?? 20261124)

const AOI = { id: 'p-aoi' }
const REN = { id: 'p-ren' }
const CLIENT = '198.51.100.77'

const add = (network: string): Edit =>
  editSchema.parse({ table: 'smtprelay', path: 'smtprelay.tab', op: 'add', networks: [network] })
const LETS_IN = [add('198.51.100.0/24')]
const LETS_OTHERS_IN = [add('203.0.113.0/24')]

async function openReading(): Promise<LiveReading> {
  const world = await openTestWorld()
  const files = {
    'server.tab': '"RootDomain"\t"example.test"\n"SmtpServerDomain"\t"example.test"\n',
    'smtprelay.tab': '"192.0.2.0/24"\n',
    'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n',
    'smtp.ipprop.tab': '# nobody\n',
    'spammers.tab': '# nobody\n',
  }
  for (const [path, text] of Object.entries(files)) writeFileSync(join(world.mailRoot, path), text)
  return unwrap(await openLiveReading(unwrap(await world.stores.storeFor(world.serverId))))
}

/** What the simulator says to a client that relays, with the draft of somebody, as the query of the page asks it. */
async function askWith(reading: LiveReading, person: { id: string }, edits: readonly Edit[]) {
  const form = { ...EMPTY_QUESTION, client: CLIENT, from: 'a@b.test', to: 'c@d.test' }
  const read = readQuestion(form)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const draft = { key: draftKeyOf(person, edits), edits }
  const answer = unwrap(await answerQuestion(reading, draft, read.question))
  return answer.draft?.answers.ways[0]?.answer.exchange.at(-1)?.reply ?? null
}

describe('the answer for a draft', () => {
  it('is never that of a draft which was thrown away, though the files are kept', async () => {
    const reading = await openReading()
    expect(await askWith(reading, AOI, LETS_IN)).toBe('250 OK')
    expect(await askWith(reading, AOI, [])).toBeNull()
    // A draft that is begun anew counts its versions from the start: only its content tells it from the one before.
    expect(await askWith(reading, AOI, LETS_OTHERS_IN)).toBe('550 Relay denied')
  })

  it('is never that of the draft which another one has replaced, nor of somebody else’s', async () => {
    const reading = await openReading()
    for (let turn = 0; turn < 8; turn++) {
      expect(await askWith(reading, AOI, LETS_IN), `turn ${turn}`).toBe('250 OK')
      expect(await askWith(reading, REN, LETS_OTHERS_IN), `turn ${turn}`).toBe('550 Relay denied')
      // More drafts than are kept push the others out, and do not take their place.
      expect(await askWith(reading, AOI, [add(`10.${turn}.0.0/16`)]), `turn ${turn}`).toBe('550 Relay denied')
    }
  })
})

describe('the key of a draft', () => {
  it('is another for every other content, order and person', () => {
    const [one, other] = [...LETS_IN, ...LETS_OTHERS_IN]
    if (!one || !other) throw new Error('there are two edits')
    const keys = [
      draftKeyOf(AOI, []),
      draftKeyOf(AOI, [one]),
      draftKeyOf(AOI, [other]),
      draftKeyOf(AOI, [one, other]),
      draftKeyOf(AOI, [other, one]),
      draftKeyOf(REN, [one]),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })

  it(`is the same for the same draft, read twice from the database (seed ${seed})`, () => {
    const networks = fc.array(fc.ipV4(), { maxLength: 5 })
    fc.assert(
      fc.property(networks, networks, (a, b) => {
        const [first, second] = [a.map((each) => add(`${each}/32`)), b.map((each) => add(`${each}/32`))]
        const isSame = JSON.stringify(a) === JSON.stringify(b)
        expect(draftKeyOf(AOI, structuredClone(first))).toBe(draftKeyOf(AOI, first))
        expect(draftKeyOf(AOI, first) === draftKeyOf(AOI, second)).toBe(isSame)
      }),
      { seed },
    )
  })
})
