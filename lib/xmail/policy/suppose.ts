import type { OpenFact } from './open-facts'

/**
 * An open fact that somebody takes to be so. It says what it means without the number of a line: the same supposition is
 * put to the files of a draft, where every line may stand elsewhere.
 */
export interface Supposition {
  readonly kind: OpenFact['kind']
  /** Which of this kind: the zone, domain, account, file, program or name. Empty: there is only one. */
  readonly about: string
  /** One of the fact's `answers`; for that of a line what the line names. */
  readonly given: string
}

/** What is supposed where a fact is taken to have this answer. */
export function suppositionOf(fact: OpenFact, answer: string): Supposition {
  return { kind: fact.kind, about: subjectOf(fact), given: namedBy(fact, answer) }
}

/** The answer that a fact has by what is supposed; null: nothing is said of it, or nothing that it could be. */
export function supposedAnswer(fact: OpenFact, suppositions: readonly Supposition[]): string | null {
  const about = subjectOf(fact)
  const found = suppositions.find((each) => each.kind === fact.kind && each.about === about)
  if (!found) return null
  const answer = fact.answers.find((each) => namedBy(fact, each) === found.given)
  if (answer !== undefined) return answer
  // Whether there is a name at all is all that SMTP-RDNSCheck asks (semantics.md 5d); a name that fits a line is one.
  return fact.kind === 'client-name' && fact.names.length === 0 ? 'other' : null
}

function subjectOf(fact: OpenFact): string {
  switch (fact.kind) {
    case 'client-name':
    case 'local-socket':
    case 'own-name':
      return ''
    case 'host-name':
    case 'external-auth':
      return fact.file
    case 'listed':
      return fact.zone
    case 'sender-domain':
      return fact.domain
    case 'pop-sign-in':
    case 'mailbox-full':
      return fact.account
    case 'recipient-filter':
      return fact.program
    case 'resolves':
      return fact.name
  }
}

/** An answer that is the number of a line goes by what the line names. */
function namedBy(fact: OpenFact, answer: string): string {
  if (fact.kind !== 'client-name' && fact.kind !== 'host-name') return answer
  return fact.names.find(({ line }) => String(line) === answer)?.name ?? answer
}
