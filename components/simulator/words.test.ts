import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { MESSAGES } from '@/lib/server/messages'
import { CHECKS, FACT_ANSWERS, OUTCOMES, PASS_REASONS } from '@/lib/xmail/policy'
import { QUESTION_FIELDS, SERVICES, TLS_WAYS } from '@/lib/xmail/simulator'
import { EXAMPLE_NAMES } from './make-examples'
import { DETAILS, FLAGS, OWN_REASONS, PROGRAM_ANSWERS } from './use-step-words'
import { ASKED_COMMANDS } from './use-verdict'

const LOCALES = ['en', 'ja'] as const

/** Every key that the page puts together from a list of codes. */
const KEYS = [
  ...CHECKS.map((check) => `check_${check}`),
  ...OUTCOMES.map((outcome) => `outcome_${outcome}`),
  ...OWN_REASONS.map((why) => `why_${why}`),
  ...DETAILS.map((detail) => `detail_${detail}`),
  ...FLAGS.map((flag) => `flag_${flag}`),
  ...PROGRAM_ANSWERS.map((answer) => `program_${answer}`),
  ...ASKED_COMMANDS.flatMap((command) => [`accepted_${command}`, `refused_${command}`]),
  ...EXAMPLE_NAMES.map((name) => `example_${name}`),
  ...SERVICES.map((service) => `service_${service}`),
  ...TLS_WAYS.map((way) => `tls_${way}`),
  ...QUESTION_FIELDS.map((field) => `field_${field}`),
  ...Object.entries(FACT_ANSWERS).flatMap(([kind, answers]) => [
    `on_${kind}`,
    ...answers.map((answer) => `fact_${kind}_${answer}`),
  ]),
]

/** What a message may name. One more would stand on the page as it is written. */
const PLACES = { file: 'F', zone: 'Z', domain: 'D', account: 'A', name: 'N', line: 7, given: 'G', value: 'V' }

describe.each(LOCALES)('the words of the simulator in %s', (locale) => {
  const words: Readonly<Record<string, string>> = MESSAGES[locale].simulator
  const help: Readonly<Record<string, string>> = MESSAGES[locale].help
  const reading: Readonly<Record<string, string>> = MESSAGES[locale].reading

  it.each(KEYS)('have %s', (key) => {
    const errors: unknown[] = []
    const t = createTranslator({
      locale,
      messages: { words } as Record<string, Record<string, string>>,
      namespace: 'words',
      onError: (error) => errors.push(error),
    })
    expect(t(key, PLACES)).not.toMatch(/[{}]/)
    expect(errors).toEqual([])
  })

  it('have a reason for each line that is passed over', () => {
    for (const why of PASS_REASONS) {
      const own = OWN_REASONS.find((each) => each === why)
      expect(own ? words[`why_${own}`] : reading[`dead_${why}`], why).toBeTruthy()
    }
  })

  it('have help behind each field', () => {
    for (const key of ['simulator', ...QUESTION_FIELDS.map((field) => `simulator_${field}`)])
      expect(help[key], key).toBeTruthy()
  })
})
