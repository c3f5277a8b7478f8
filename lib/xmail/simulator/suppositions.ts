import { FACT_ANSWERS, type OpenFact, type Supposition, suppositionOf } from '@/lib/xmail/policy'
import type { QuestionForm } from './question'

/** More are never open on one way. */
const MAX_SUPPOSITIONS = 20

/** Facts whose answer can be what a line names, or a name of server.tab. */
const NAMED: readonly OpenFact['kind'][] = ['client-name', 'host-name', 'local-socket']

/**
 * Suppositions as they stand in a question: one a line, its kind, answer and subject with a blank between them. A line
 * that says nothing known is passed over.
 */
export function readSuppositions(text: string): readonly Supposition[] {
  return text
    .split('\n')
    .flatMap((line) => readSupposition(line) ?? [])
    .slice(0, MAX_SUPPOSITIONS)
}

export function printSupposition({ kind, given, about }: Supposition): string {
  return [kind, encodePart(given), encodePart(about)].join(' ').trimEnd()
}

/** The question with one more fact taken to be so. What was supposed of the same before no longer is. */
export function suppose(form: QuestionForm, fact: OpenFact, answer: string): QuestionForm {
  const added = suppositionOf(fact, answer)
  const others = readSuppositions(form.suppose).filter((each) => !isOfSame(each, added))
  return { ...form, suppose: [...others, added].map(printSupposition).join('\n') }
}

/** The question with a fact open again. */
export function supposeNoMore(form: QuestionForm, supposition: Supposition): QuestionForm {
  const others = readSuppositions(form.suppose).filter((each) => !isOfSame(each, supposition))
  return { ...form, suppose: others.map(printSupposition).join('\n') }
}

function isOfSame(a: Supposition, b: Supposition): boolean {
  return a.kind === b.kind && a.about === b.about
}

function readSupposition(line: string): Supposition | null {
  const [name, given, about] = line.split(' ').map(decodePart)
  const kind = kindOf(name)
  if (!kind || !given || about === null) return null
  const isKnown = FACT_ANSWERS[kind].some((answer) => answer === given) || NAMED.includes(kind)
  return isKnown ? { kind, given, about: about ?? '' } : null
}

function kindOf(name: string | null | undefined): OpenFact['kind'] | null {
  // Only its own keys: a name of Object.prototype is no kind.
  return name != null && Object.hasOwn(FACT_ANSWERS, name) ? (name as OpenFact['kind']) : null
}

/** Names may hold blanks, and a file any character; the rest stays readable in an address. */
function encodePart(text: string): string {
  return text.replace(/[%\s\p{Cc}]/gu, encodeURIComponent)
}

/** Null: nobody can decode it. */
function decodePart(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
