import type { MailRootPath } from '@/lib/xmail/path'
import { collectInSteps, finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import { type Document, type Line, readChunks, readTokens } from '@/lib/xmail/tab'
import { scopeOfPath } from '@/lib/xmail/variables/definitions'
import { readVariables, type VariableMark, type VariableReason } from '@/lib/xmail/variables/read-variables'
import { type HnpropMark, type HnpropReason, readHnpropInSteps } from './hnprop'
import { readIpmapInSteps } from './ipmap'
import { type IppropMark, type IppropReason, readIppropInSteps } from './ipprop'
import type { DeadReason, RowMark } from './reasons'
import { tableFor } from './registry'
import type { PropertyMark } from './smtp-properties'
import { readSmtpextauthInSteps, type SmtpextauthMark } from './smtpextauth'
import { readRelayInSteps } from './smtprelay'
import { readSpamAddressInSteps, type SpamAddressMark, type SpamAddressReason } from './spam-address'
import { readSpammersInSteps, type SpammersMark } from './spammers'

/** Why XMail ignores a line, in any table that is edited as text. */
export type LineFault = DeadReason | IppropReason | HnpropReason | SpamAddressReason | VariableReason

/** What is remarkable about a line that XMail uses. */
export type LineMark =
  | RowMark
  | IppropMark
  | PropertyMark
  | HnpropMark
  | SpamAddressMark
  | SpammersMark
  | SmtpextauthMark
  | VariableMark

/** A row that a table makes of a line, or of a piece of it. */
export interface LineRow {
  readonly state: 'live' | 'dead' | 'disabled'
  readonly reason: LineFault | null
  readonly marks: readonly LineMark[]
  /** Index of a line that does all that this one does, from 0. */
  readonly coveredBy: number | null
  /** Index of a line that decides before it, from 0. */
  readonly shadowedBy: number | null
}

/** What XMail makes of one line of a file. */
export interface LineReading {
  readonly kind: Line['kind']
  /** The fields of each piece that it takes for a line of data, as byte strings; more than one where it cuts the line. */
  readonly pieces: readonly (readonly string[])[]
  /** Empty where no table of this console reads the file. */
  readonly rows: readonly LineRow[]
}

/** Reads each line of a file as XMail does, with what its table says of it. For files without secrets. */
export function readLines(doc: Document, path: MailRootPath): LineReading[] {
  return finish(readLinesInSteps(doc, path))
}

export function* readLinesInSteps(doc: Document, path: MailRootPath): Steps<LineReading[]> {
  const rows = new Map<number, LineRow[]>()
  let count = 0
  for (const row of yield* readRows(doc, path)) {
    if (++count % ITEMS_A_STEP === 0) yield
    const marks = 'ruleMarks' in row ? [...row.marks, ...row.ruleMarks] : row.marks
    const read: LineRow = {
      state: row.state,
      reason: row.reason ?? null,
      marks,
      coveredBy: 'coveredBy' in row ? row.coveredBy : null,
      shadowedBy: 'shadowedBy' in row ? row.shadowedBy : null,
    }
    const own = rows.get(row.line)
    if (own) own.push(read)
    else rows.set(row.line, [read])
  }
  return yield* collectInSteps(doc.lines, (line, i) => ({
    kind: line.kind,
    pieces: readPieces(line, doc),
    rows: rows.get(i) ?? NONE,
  }))
}

const NONE: readonly LineRow[] = []

function readPieces(line: Line, { format }: Document): readonly (readonly string[])[] {
  if (line.kind === 'blank' || line.kind === 'comment') return []
  if (line.kind === 'data' && !line.content.includes('\0')) return [readTokens(line.content)]
  return readChunks(line, format).flatMap(({ kind, tokens }) => (kind === 'data' ? [tokens] : []))
}

/** The rows of all tables that have no secrets; of others none. */
function* readRows(doc: Document, path: MailRootPath) {
  switch (tableFor(path)) {
    case 'smtprelay':
      return yield* readRelayInSteps(doc)
    case 'ipmap':
      return yield* readIpmapInSteps(doc)
    case 'spammers':
      return yield* readSpammersInSteps(doc)
    case 'spam-address':
      return yield* readSpamAddressInSteps(doc)
    case 'ipprop':
      return yield* readIppropInSteps(doc)
    case 'hnprop':
      return yield* readHnpropInSteps(doc)
    case 'smtpextauth':
      return yield* readSmtpextauthInSteps(doc)
    case 'variables':
      return readVariables(doc, scopeOfPath(path))
    default:
      return []
  }
}
