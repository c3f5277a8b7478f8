import { atoi, readAddressFilter } from '@/lib/xmail/net'
import { rememberSteps } from '@/lib/xmail/remember'
import { collectInSteps, type Steps } from '@/lib/xmail/steps'
import type { Document } from '@/lib/xmail/tab'
import { type FoundRow, findRows } from './list-row'
import { markNeverDeciding } from './mark-never-deciding'
import { type FilterRow, fieldsBehind, type RowRules, readFilterRow } from './read-row'
import type { TableForm } from './table-form'

/** What happens to a sender from the network of a row. `signed-in-only`: refused at MAIL FROM unless signed in. */
export type SpammersAction =
  | { readonly kind: 'refuse' }
  | { readonly kind: 'signed-in-only' }
  /** Before each command. */
  | { readonly kind: 'delay'; readonly seconds: number }

/** What is remarkable about a rule besides its network. A closed list: pages translate it. */
export const SPAMMERS_MARKS = [
  /** Rows before this one take in all of its network; it never decides. */
  'never-decides',
  /** The parameters hold something that XMail does not know, or spell `code=` otherwise; it passes over them. */
  'odd-parameters',
  /** `code=` without a number, which is 0. */
  'odd-code',
] as const

export type SpammersMark = (typeof SPAMMERS_MARKS)[number]

/** A row of spammers.tab, by which XMail treats clients by their address; the first that matches decides (semantics.md 4.1). */
export interface SpammersRow extends FilterRow {
  /** Null for dead rows. */
  readonly action: SpammersAction | null
  /** The field that says so, as it is; null where there is none, which refuses. */
  readonly parameters: string | null
  readonly ruleMarks: readonly SpammersMark[]
  /** For a row that never decides: the line of one row before it that covers it, null if it takes several. */
  readonly shadowedBy: number | null
}

export const SPAMMERS_FORM: TableForm = {
  isLive: (tokens) => tokens.length > 0 && readAddressFilter(addressFields(tokens)).kind !== 'invalid',
  isSurelyRow(tokens) {
    const filter = readAddressFilter(addressFields(tokens))
    return filter.kind === 'network' && !filter.oddLength && !filter.legacy
  },
  // Without the file, XMail refuses everybody (semantics.md 0.1).
  commentIfEmpty: 'no rules: no address is refused',
}

const RULES: RowRules = { fieldsNeeded: 1, extraOf: () => [] }
const REFUSE = { kind: 'refuse' } as const
/** What a row without `code=` means. */
const DEFAULT_CODE = 1
/** XMail's buffer for the number keeps so many bytes. */
const CODE_BYTES = 30

/** All rows in the file's order, dead and disabled ones included. Remembered as long as the Document is. */
export const { atOnce: readSpammers, inSteps: readSpammersInSteps } = rememberSteps(readRows)

function* readRows(doc: Document): Steps<readonly SpammersRow[]> {
  return yield* markNeverDeciding(yield* collectInSteps(findRows(doc, SPAMMERS_FORM), readSpammersRow))
}

/** A second field that begins with a digit is taken for a netmask, also behind `net/bits`, where it is skipped. */
function addressFields(tokens: readonly string[]): readonly string[] {
  return tokens.slice(0, /^[0-9]/.test(tokens[1] ?? '') ? 2 : 1)
}

function readSpammersRow(found: FoundRow): SpammersRow {
  const { tokens } = found
  const address = addressFields(tokens)
  const parameters = tokens[address.length] ?? null
  const row = readFilterRow(found, RULES, address)
  const isDead = row.state === 'dead'
  return Object.assign(row, {
    extra: fieldsBehind(tokens, address.length + 1),
    action: isDead ? null : actionOf(readCode(parameters)),
    parameters,
    ruleMarks: isDead ? [] : marksOf(parameters),
    shadowedBy: null,
  } satisfies Partial<SpammersRow>)
}

/** StrParamGet: `code=` at the start or right behind a comma, in this spelling alone. */
export function readCode(parameters: string | null): number {
  const match = findCode(parameters)
  return match === null ? DEFAULT_CODE : atoi(match.slice(0, CODE_BYTES))
}

function findCode(parameters: string | null): string | null {
  return /(?:^|,)code=([^,]*)/.exec(parameters ?? '')?.[1] ?? null
}

function actionOf(code: number): SpammersAction {
  if (code === 0) return { kind: 'signed-in-only' }
  return code > 0 ? REFUSE : { kind: 'delay', seconds: -code }
}

const NO_MARKS: readonly SpammersMark[] = []

function marksOf(parameters: string | null): readonly SpammersMark[] {
  const marks: SpammersMark[] = []
  const code = findCode(parameters)
  if (parameters && !/^code=[^,]*$/.test(parameters)) marks.push('odd-parameters')
  if (code !== null && !/^[+-]?\d+$/.test(code)) marks.push('odd-code')
  return marks.length > 0 ? marks : NO_MARKS
}

/** The field that makes XMail do this; null: none is needed. */
export function parametersFor(action: SpammersAction): string | null {
  if (action.kind === 'refuse') return null
  return action.kind === 'delay' ? `code=-${action.seconds}` : 'code=0'
}

export function isSameAction(a: SpammersAction | null, b: SpammersAction | null): boolean {
  if (a?.kind === 'delay' && b?.kind === 'delay') return a.seconds === b.seconds
  return a?.kind === b?.kind
}
