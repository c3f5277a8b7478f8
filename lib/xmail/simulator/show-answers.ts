import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { type MailRootPath, parseMailRootPath } from '@/lib/xmail/path'
import {
  answersOf,
  type Decision,
  type OpenFact,
  type PassedOver,
  type Policy,
  type TraceStep,
} from '@/lib/xmail/policy'
import { decodeText } from '@/lib/xmail/tab'
import { showLine } from '@/lib/xmail/tables'
import type { Answer } from './ask-policy'

/** So many ways are shown; people read the first few. */
export const MAX_WAYS = 12
/** So many of the lines that were passed over are shown at one check. */
const MAX_PASSED_OVER = 20
const MAX_LINE_CHARACTERS = 200

/** A check as a page shows it: with the text of its lines, from which passwords are gone. */
export interface ShownStep extends Omit<TraceStep, 'passedOver'> {
  /** Null: no line decided, or it is of a file that may not be shown. */
  readonly text: string | null
  readonly passedOver: readonly (PassedOver & { readonly text: string | null })[]
}

export interface ShownAnswer extends Omit<Answer, 'trace'> {
  readonly trace: readonly ShownStep[]
}

export interface ShownWay {
  /** What was taken to be so, in the order in which XMail asks. Empty: nothing that the console cannot see matters. */
  readonly assumed: readonly { readonly on: OpenFact; readonly given: string }[]
  readonly answer: ShownAnswer
}

/** All that can come of a question. Plain data; nothing in it is secret. */
export interface ShownAnswers {
  readonly ways: readonly ShownWay[]
  /** How many more there are. */
  readonly more: number
}

/** What a server answers now, and with one's own draft. */
export interface SimulatorAnswer {
  readonly live: ShownAnswers
  /** Null: there is no draft. */
  readonly draft: DraftAnswer | null
  /** When the files were read, milliseconds since the epoch. */
  readonly takenAt: number
}

export interface DraftAnswer {
  readonly answers: ShownAnswers
  /** Whether a client would notice the draft. */
  readonly changes: boolean
  /** The trouble of the first edit that no longer fits its file; the answer is without it. */
  readonly stale: Fault | null
}

/**
 * The ways of a decision for which every file has been read, ready for a page. The ordinary ones come first: those where
 * a client is in no block list and no program objects.
 */
export function showAnswers(policy: Policy, decision: Decision<Answer>): ShownAnswers {
  const ways = Array.from(answersOf(decision)).reverse()
  return {
    ways: ways.slice(0, MAX_WAYS).map(({ assumed, answer }) => ({
      assumed,
      answer: { ...answer, trace: answer.trace.map((step) => showStep(policy, step)) },
    })),
    more: Math.max(0, ways.length - MAX_WAYS),
  }
}

function showStep(policy: Policy, step: TraceStep): ShownStep {
  const shown = step.passedOver.slice(0, MAX_PASSED_OVER)
  return {
    ...step,
    text: step.line === null ? null : textOf(policy, step.file, step.line),
    passedOver: shown.map((each) => ({ ...each, text: textOf(policy, step.file, each.line) })),
    morePassedOver: step.morePassedOver + step.passedOver.length - shown.length,
  }
}

function textOf(policy: Policy, file: string | null, line: number): string | null {
  const path = file === null ? null : parseMailRootPath(file)
  if (!path?.ok || !isShown(path.value)) return null
  const doc = policy.files.read(path.value)
  if (doc === null || doc === 'unread') return null
  const found = doc.lines[line]
  return found ? decodeText(doc, showLine(path.value, found)).slice(0, MAX_LINE_CHARACTERS) : null
}

/** Of a file with passwords only smtpauth.tab has a form in which its lines can be shown without them. */
function isShown(path: MailRootPath): boolean {
  return catalogEntry(path)?.secret === 'none' || path === 'smtpauth.tab'
}

/** The same case twice: now and then. */
export interface WayPair {
  readonly before: ShownWay
  readonly after: ShownWay
}

/**
 * The cases in which a client hears something else. Which lines say so may differ. Null: the cases themselves are others,
 * because something else counts that the files do not say.
 */
export function findDifferences(before: ShownAnswers, after: ShownAnswers): readonly WayPair[] | null {
  if (before.more !== after.more || before.ways.length !== after.ways.length) return null
  const pairs: WayPair[] = []
  for (const [at, way] of before.ways.entries()) {
    const other = after.ways[at]
    if (!other || caseOf(way) !== caseOf(other)) return null
    pairs.push({ before: way, after: other })
  }
  return pairs.filter((pair) => heardIn(pair.before) !== heardIn(pair.after))
}

/** Without answers: that of a host name is the number of its line, which moves when a line before it is added. */
function caseOf({ assumed }: ShownWay): string {
  return assumed.map(({ on }) => on.kind).join(' ')
}

function heardIn({ answer }: ShownWay): string {
  return JSON.stringify(answer.exchange)
}
