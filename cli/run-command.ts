import type { Fault } from '@/lib/errors'
import { assertMailRoot } from './assert-mail-root'
import { diffMailRoots } from './diff-mail-roots'
import { explainConnection } from './explain-connection'
import { HELP } from './help'
import { lintFolder } from './lint-folder'
import { plainJson, plainText } from './plain-text'
import { tellFault } from './words'

/** What a command reaches outside of itself. */
export interface Surroundings {
  readonly print: (text: string) => void
  readonly complain: (text: string) => void
  readonly nowMs: number
}

/** What a command has to say, as text and as JSON, and whether it found anything. */
export interface Report {
  readonly text: string
  readonly json: unknown
  readonly found: boolean
}

/** Trouble before there is anything to report: a fault of the console, or of what it was called with, in words. */
export type Trouble = Fault | Problem

/** `USAGE`: of the arguments; else of what is in a file that was named. */
export interface Problem {
  readonly code: string
  readonly problem: string
}

export type Command = (args: readonly string[], nowMs: number) => Promise<Outcome>
export type Outcome =
  | { readonly ok: true; readonly value: Report; readonly asJson: boolean }
  | { readonly ok: false; readonly error: Trouble }

const COMMANDS: Readonly<Record<string, Command>> = {
  lint: lintFolder,
  explain: explainConnection,
  diff: diffMailRoots,
  assert: assertMailRoot,
}

/** 0: nothing was found. 1: findings, a refusal, changes, or a sentence that does not hold. 2: called wrongly, or nothing could be read. */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  const [name = '', ...rest] = args
  if (args.includes('--help') || args.includes('-h') || name === 'help') {
    around.print(HELP)
    return 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  const outcome: Outcome = command
    ? await command(rest, around.nowMs)
    : {
        ok: false,
        error: { code: 'USAGE', problem: name === '' ? 'name a command' : `no command “${name}”` },
      }
  if (!outcome.ok) {
    const { error } = outcome
    around.complain(plainText(`mailroot: ${error.code}: ${tellTrouble(error)}`))
    return 2
  }
  const { text, json, found } = outcome.value
  around.print(outcome.asJson ? plainJson(json) : plainText(text))
  return found ? 1 : 0
}

function tellTrouble(trouble: Trouble): string {
  if (!('problem' in trouble)) return tellFault(trouble)
  return trouble.code === 'USAGE' ? `${trouble.problem}; see mailroot --help` : trouble.problem
}
