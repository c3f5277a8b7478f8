import { EMPTY_QUESTION, QUESTION_FIELDS, type QuestionField, type QuestionForm } from './question'

/** What the address of a page has behind its question mark, as the framework gives it. */
export type AddressParts = Readonly<Record<string, string | readonly string[] | undefined>>

/** What stands in an address once for each of its lines. */
const BY_LINE: QuestionField = 'suppose'

/** The question in an address. Null: there is none. Of any other name that stands there twice the first counts. */
export function questionOfAddress(parts: AddressParts): QuestionForm | null {
  const form: Record<QuestionField, string> = { ...EMPTY_QUESTION }
  let isAsked = false
  for (const field of QUESTION_FIELDS) {
    const [value, ...more] = [parts[field]].flat()
    if (value === undefined) continue
    form[field] = field === BY_LINE ? [value, ...more].join('\n') : value
    isAsked = true
  }
  return isAsked ? form : null
}

/** The question as an address has it, without its question mark: only what is not as in an empty one. */
export function addressOfQuestion(form: QuestionForm): string {
  const parts = new URLSearchParams()
  for (const field of QUESTION_FIELDS) {
    if (form[field] === EMPTY_QUESTION[field] && field !== 'service') continue
    for (const value of field === BY_LINE ? form[field].split('\n') : [form[field]])
      parts.append(field, value)
  }
  return parts.toString()
}

/** The address of the page that asks one question. `base`: that of the server's pages. */
export function simulatorAddress(base: string, asked: Partial<QuestionForm>): string {
  return `${base}/simulator?${addressOfQuestion({ ...EMPTY_QUESTION, ...asked })}`
}
