import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { assertionSchema, MAX_ASSERTIONS, type NotedAssertion } from './assertion'
import { planImport, printAssertionFile, readAssertionFile } from './assertion-file'

const seed = Number(process.env.SEED ?? 20261124)

const networks = fc.uniqueArray(
  fc.integer({ min: 1, max: 223 }).map((first) => `${first}.0.0.0/8`),
  { minLength: 1, maxLength: 5 },
)
const about = { networks, over: fc.constantFrom('both', 'ipv4') }
const claim = fc.constantFrom('all', 'none', 'only')
const anyAssertion = fc.oneof(
  fc.record({ kind: fc.constant('relay'), claim, ...about }),
  fc.record({
    kind: fc.constant('gate'),
    gate: fc.constantFrom('smtp', 'pop3', 'ctrl', 'finger'),
    claim,
    ...about,
  }),
  fc.record({
    kind: fc.constant('sender'),
    claim: fc.constantFrom('refused', 'accepted'),
    sender: fc.constantFrom('x@rude.example', "o'neil+1@b.test"),
  }),
  fc.record({
    kind: fc.constant('account'),
    claim: fc.constantFrom('may', 'may-not'),
    account: fc.constantFrom('sc4nner', 'taro@example.test', 'two words'),
  }),
)
const anySentence = fc.record({
  assertion: anyAssertion.map((each) => assertionSchema.parse(each)),
  note: fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/\p{Cc}/gu, '').trim()),
})

function entry(...lines: string[]): string {
  return ['{', '"assertions": [', ...lines, ']', '}'].join('\n')
}

const GOOD = '{"assertion": {"kind": "sender", "claim": "refused", "sender": "x@rude.example"}}'

describe('readAssertionFile', () => {
  it('gives back what printAssertionFile wrote', () => {
    fc.assert(
      fc.property(fc.array(anySentence, { maxLength: 10 }), (sentences) => {
        const { sentences: read, wrong } = unwrap(readAssertionFile(printAssertionFile(sentences)))
        expect(wrong).toEqual([])
        expect(read.map(({ line, ...sentence }): NotedAssertion => sentence)).toEqual(sentences)
      }),
      { seed, numRuns: 200 },
    )
  })

  it('says where each sentence begins, and passes over the mark that some editors write', () => {
    const { sentences } = unwrap(readAssertionFile(`\ufeff${entry(`${GOOD},`, '', GOOD)}`))
    expect(sentences.map(({ line }) => line)).toEqual([3, 5])
  })

  it.each([
    ['{"kind": "relay"}', 3, 'missing', 'assertion', []],
    ['7', 3, 'not-understood', '', []],
    [
      '{"assertion": {"kind": "mail"}}',
      3,
      'not-one-of',
      'assertion.kind',
      ['relay', 'gate', 'sender', 'account'],
    ],
    ['{"assertion": {}}', 3, 'missing', 'assertion.kind', []],
    [
      '{"assertion": {"kind": "relay",\n"claim": "any",\n"networks": ["10.0.0.0/8"]}}',
      4,
      'not-one-of',
      'assertion.claim',
      ['all', 'none', 'only'],
    ],
    [
      '{"assertion": {"kind": "relay", "claim": "all",\n"networks": ["10.0.0.0/8",\n"10.0.0.1/8"]}}',
      5,
      'not-understood',
      'assertion.networks.1',
      [],
    ],
    ['{"assertion": {"kind": "relay", "claim": "all"}}', 3, 'missing', 'assertion.networks', []],
    [
      '{"assertion": {"kind": "relay", "claim": "all",\n"networks": []}}',
      4,
      'not-understood',
      'assertion.networks',
      [],
    ],
    [
      '{"assertion": {"kind": "relay", "claim": "only", "networks": [],\n"overs": "ipv4"}}',
      4,
      'unknown-field',
      'assertion.overs',
      [],
    ],
    [`${GOOD.slice(0, -1)},\n"note": "a\\u0007b"}`, 4, 'not-understood', 'note', []],
    [`${GOOD.slice(0, -1)},\n"why": "left"}`, 4, 'unknown-field', 'why', []],
  ])('names the line of the fault and leaves the others: %s', (text, line, reason, field, allowed) => {
    const file = unwrap(readAssertionFile(entry(`${text},`, GOOD)))
    expect(file.wrong).toEqual([{ line, reason, field, allowed }])
    expect(file.sentences).toHaveLength(1)
  })

  it.each([
    ['[]', 1],
    ['{}', 1],
    ['{"assertions":\n7}', 2],
    ['{"assertions": [],\n"version": 2}', 2],
  ])('takes no other JSON: %j', (text, line) => {
    expect(readAssertionFile(text)).toEqual({
      ok: false,
      error: { code: 'NOT_ASSERTIONS', details: { line } },
    })
  })

  it('names the place where it is no JSON', () => {
    const read = readAssertionFile(entry(`${GOOD}`, GOOD))
    expect(read).toMatchObject({ error: { code: 'JSON_WRONG', details: { line: 4, column: 1 } } })
  })

  it('takes as many as a server can have, and no more', () => {
    const file = (count: number) => entry(Array<string>(count).fill(GOOD).join(',\n'))
    expect(readAssertionFile(file(MAX_ASSERTIONS))).toMatchObject({ ok: true })
    expect(readAssertionFile(file(MAX_ASSERTIONS + 1))).toMatchObject({
      error: { code: 'ASSERTIONS_TOO_MANY', details: { limit: MAX_ASSERTIONS } },
    })
    expect(readAssertionFile(' '.repeat(1_000_001))).toMatchObject({ error: { code: 'INPUT_TOO_LARGE' } })
  })
})

describe('planImport', () => {
  const read = (text: string) => unwrap(readAssertionFile(text)).sentences

  it('knows a sentence again, whatever the order of its networks, and one that comes twice', () => {
    const relay = (list: string) =>
      `{"assertion": {"kind": "relay", "claim": "none", "networks": ${list}}, "note": "n"}`
    const sentences = read(
      entry([relay('["8.8.8.8","9.9.9.9"]'), GOOD, GOOD, relay('["8.8.8.8"]')].join(',\n')),
    )
    const known = read(entry(relay('["9.9.9.9/32","8.8.8.8/32"]'))).map(({ assertion }) => assertion)
    const { fresh, there } = planImport(sentences, known)
    expect(fresh.map(({ line }) => line)).toEqual([4, 6])
    expect(there.map(({ line }) => line)).toEqual([3, 5])
  })
})
