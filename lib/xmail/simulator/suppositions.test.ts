import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersOf, FACT_ANSWERS, type OpenFact } from '@/lib/xmail/policy'
import { policyOf } from '@/lib/xmail/policy/testing/policy-of'
import { askPolicy } from './ask-policy'
import { EMPTY_QUESTION, type QuestionForm, readQuestion } from './question'
import { addressOfQuestion, questionOfAddress } from './question-address'
import { readSuppositions, suppose, supposeNoMore } from './suppositions'

const seed = Number(process.env.SEED ?? 20261124)

const ASKED: QuestionForm = {
  ...EMPTY_QUESTION,
  client: '10.0.0.5',
  from: 'joe@here.test',
  to: 'x@away.test',
}

/** Each way as `what was assumed -> last reply`. */
function waysOf(policy: ReturnType<typeof policyOf>, form: QuestionForm): string[] {
  const reading = readQuestion(form)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return Array.from(answersOf(askPolicy(policy, reading.question)), ({ assumed, answer }) => {
    const given = assumed.map((each) => `${each.on.kind}=${each.given}`).join(',')
    return `${given} -> ${answer.exchange.at(-1)?.reply?.slice(0, 3)}`
  })
}

/** Supposes the answer `given` of the first open fact of a kind. */
function click(
  policy: ReturnType<typeof policyOf>,
  form: QuestionForm,
  kind: OpenFact['kind'],
  given: string,
): QuestionForm {
  const reading = readQuestion(form)
  const ways = reading.ok ? Array.from(answersOf(askPolicy(policy, reading.question))) : []
  const fact = ways.flatMap(({ assumed }) => assumed).find(({ on }) => on.kind === kind)?.on
  if (!fact) throw new Error(`${kind} is not open`)
  return suppose(form, fact, given)
}

const HOSTS = '"pc.corp.test/32"\t""\t"DENY"\t2\n'
const MAPS = { CustMapsList: 'one.test:1,two.test:1', SmtpConfig: '' }

describe('what is supposed', () => {
  it('leaves the ways in which it is so, and all of them when it is taken off', () => {
    const policy = policyOf(MAPS)
    const before = waysOf(policy, ASKED)
    expect(before).toHaveLength(4)
    const one = click(policy, ASKED, 'listed', 'no')
    expect(waysOf(policy, one)).toEqual(before.slice(1).map((way) => way.replace('listed=no,', '')))
    const two = click(policy, one, 'listed', 'no')
    expect(waysOf(policy, two)).toEqual(['pop-sign-in=yes -> 250', 'pop-sign-in=no -> 550'])
    const three = click(policy, two, 'pop-sign-in', 'yes')
    expect(waysOf(policy, three)).toEqual([' -> 250'])
    const [first] = readSuppositions(three.suppose)
    expect(first).toEqual({ kind: 'listed', about: 'one.test', given: 'no' })
    if (first) expect(waysOf(policy, supposeNoMore(three, first))).toHaveLength(2)
  })

  it('takes the place of what was supposed of the same before', () => {
    const policy = policyOf(MAPS)
    const no = click(policy, ASKED, 'listed', 'no')
    const yes = click(policy, no, 'listed', 'yes')
    expect(readSuppositions(yes.suppose)).toHaveLength(2)
    const [first] = readSuppositions(no.suppose)
    const again = suppose(no, { kind: 'listed', zone: first?.about ?? '', answers: ['yes', 'no'] }, 'yes')
    expect(readSuppositions(again.suppose).map(({ given }) => given)).toEqual(['yes'])
  })

  it('means a host name, wherever its line stands in a draft', () => {
    const asked = { ...ASKED, to: '' }
    const live = policyOf({}, { 'smtp.ipmap.tab': HOSTS })
    const form = click(live, asked, 'host-name', '0')
    expect(waysOf(live, form)).toEqual([' -> 421'])
    const moved = policyOf({}, { 'smtp.ipmap.tab': `# new\n"10.9.0.0/16"\t""\t"DENY"\t1\n${HOSTS}` })
    expect(waysOf(moved, form)).toEqual([' -> 421'])
    // Nothing is known of another name that stands in its place.
    const other = policyOf({}, { 'smtp.ipmap.tab': HOSTS.replace('pc.corp', 'other.corp') })
    expect(waysOf(other, form)).toHaveLength(2)
  })

  it('of a PTR name that fits a line is also that there is one', () => {
    const named = policyOf({ 'SMTP-RDNSCheck': '1' }, { 'smtp.hnprop.tab': '"mx."\t"NoAuth"\n' })
    const asked = { ...ASKED, from: 'a@b.test', to: '' }
    const form = click(named, asked, 'client-name', '0')
    expect(waysOf(policyOf({ 'SMTP-RDNSCheck': '1' }), form)).toEqual([' -> 250'])
    const none = click(named, asked, 'client-name', 'none')
    expect(waysOf(policyOf({ 'SMTP-RDNSCheck': '1' }), none)).toEqual([' -> 551'])
  })

  it('means a filter by its program, wherever its line stands', () => {
    const filters = (text: string) => policyOf({}, { 'filters.post-rcpt.tab': text })
    const asked = { ...ASKED, from: 'a@b.test', to: 'joe@here.test' }
    const form = click(filters('"a"\t"x"\n"b"\t"x"\n'), asked, 'recipient-filter', 'rejects')
    expect(waysOf(filters('"a"\t"x"\n'), form)).toEqual([' -> 550'])
    expect(waysOf(filters('"b"\t"x"\n'), form)).toHaveLength(2)
  })
})

describe('suppositions in an address', () => {
  const kinds = Object.keys(FACT_ANSWERS) as OpenFact['kind'][]
  const text = fc.string({ minLength: 1, unit: 'grapheme' })

  it(`come back as they were (seed ${seed})`, () => {
    const entry = fc
      .constantFrom(...kinds)
      .chain((kind) =>
        fc.record({ kind: fc.constant(kind), given: fc.constantFrom(...FACT_ANSWERS[kind]), zone: text }),
      )
    fc.assert(
      fc.property(fc.uniqueArray(entry, { maxLength: 8, selector: ({ zone }) => zone }), (entries) => {
        const form = entries.reduce(
          (made, { given, zone }) =>
            suppose(made, { kind: 'listed', zone, answers: [] }, given === 'yes' ? 'yes' : 'no'),
          ASKED,
        )
        const parts: Record<string, string[]> = {}
        for (const [name, value] of new URLSearchParams(addressOfQuestion(form)))
          parts[name] = [...(parts[name] ?? []), value]
        const back = questionOfAddress(parts)
        expect(back).toEqual(form)
        expect(readSuppositions(back?.suppose ?? '')).toHaveLength(entries.length)
      }),
      { seed },
    )
  })

  it(`are never an exception, and nothing unknown is one (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        for (const each of readSuppositions(typed)) expect(kinds).toContain(each.kind)
      }),
      { seed },
    )
    for (const junk of ['', 'listed', 'listed maybe x', 'constructor yes', 'listed yes %', '__proto__ yes x'])
      expect(readSuppositions(junk), junk).toEqual([])
    expect(
      readSuppositions(Array.from({ length: 99 }, (_, at) => `listed yes z${at}`).join('\n')),
    ).toHaveLength(20)
  })
})
