import { createTranslator } from 'next-intl'
import type { Fault } from '@/lib/errors'
import assertions from '@/messages/en/assertions.json'
import effects from '@/messages/en/effects.json'
import errors from '@/messages/en/errors.json'
import findings from '@/messages/en/findings.json'
import reading from '@/messages/en/reading.json'
import simulator from '@/messages/en/simulator.json'

const messages = { assertions, effects, errors, findings, reading, simulator }
const translate = createTranslator({ locale: 'en', timeZone: 'UTC', messages: messages as never })

export type Values = Readonly<Record<string, string | number>>

/** The English words of the console, by their key. The keys are made of codes, so the compiler cannot know them. */
export function tell(key: string, values: Values = {}): string {
  return translate(key as never, values as never)
}

export function tellFault({ code, details }: Fault): string {
  return tell(`errors.${code}`, details)
}
