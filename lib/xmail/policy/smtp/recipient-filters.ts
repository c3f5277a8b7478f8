import { atoi } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import type { Walk } from '../open-facts'
import { openTable } from '../policy'
import { note, type Session } from './session'

const FILE = 'filters.post-rcpt.tab'

interface FilterLine {
  readonly line: number
  /** The program with its arguments. */
  readonly program: string
  /** Not run for whoever has signed in. */
  readonly skipsSignedIn: boolean
  /** Not run for white-listed addresses. */
  readonly skipsWhiteListed: boolean
}

/**
 * filters.post-rcpt.tab (semantics.md 12.2): programs that may reject a recipient. What they say is an open fact; the
 * words in place of `550 Recipient rejected` can be their own. Null: none rejects.
 */
export function* runRecipientFilters(session: Session): Walk<string | null> {
  const lines = yield* openTable(session.policy, FILE, compileFilters)
  for (const { line, program, skipsSignedIn, skipsWhiteListed } of lines ?? []) {
    const skips =
      (skipsSignedIn && session.logonUser !== '') || (skipsWhiteListed && session.flags.has('white-listed'))
    const answer = skips ? 'skipped' : yield* askFilter(session, line, program)
    const outcome = answer === 'rejects' ? 'refuses' : answer === 'skipped' ? 'skipped' : 'passes'
    note(session, { check: 'recipient-filter', outcome, file: FILE, line })
    if (answer === 'rejects') return '550 Recipient rejected'
  }
  return null
}

function* askFilter(session: Session, line: number, program: string): Walk<string> {
  const answers = ['rejects', 'accepts']
  const fact = { kind: 'recipient-filter', file: FILE, line, program, answers } as const
  return session.world.recipientFilter ?? (yield fact)
}

function compileFilters(doc: Document): readonly FilterLine[] {
  const lines: FilterLine[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const [first] = tokens
    if (first === undefined) continue
    const flags = first.startsWith('!') ? first.slice(1).split(',') : []
    lines.push({
      line,
      program: tokens.slice(first.startsWith('!') ? 1 : 0).join(' '),
      skipsSignedIn: hasFlag(flags, 'aex'),
      skipsWhiteListed: hasFlag(flags, 'wlex'),
    })
  }
  return lines
}

function hasFlag(flags: readonly string[], name: string): boolean {
  return flags.some((flag) => {
    const [word, value] = flag.split('=', 2)
    return word === name && (value === undefined || atoi(value) !== 0)
  })
}
