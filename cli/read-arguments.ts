import { parseArgs } from 'node:util'
import type { Problem } from './run-command'

/** `string`: takes a value; `boolean`: does not. */
export type OptionTypes = Readonly<Record<string, 'string' | 'boolean'>>

export type Arguments =
  | {
      readonly ok: true
      readonly folders: readonly string[]
      readonly values: ReadonlyMap<string, string>
      readonly asJson: boolean
    }
  | { readonly ok: false; readonly error: Problem }

/** The folders and options of a command; `--json` is one of each. */
export function readArguments(args: readonly string[], types: OptionTypes, folderCount: number): Arguments {
  const options = Object.fromEntries(
    Object.entries({ ...types, json: 'boolean' as const }).map(([name, type]) => [name, { type }]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length !== folderCount) return usage(`${folderCount} folder(s) needed`)
    const texts = Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    )
    return { ok: true, folders: positionals, values: new Map(texts), asJson: values.json === true }
  } catch (cause) {
    return usage(cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : 'arguments')
  }
}

export function usage(problem: string): { readonly ok: false; readonly error: Problem } {
  return { ok: false, error: { code: 'USAGE', problem } }
}
