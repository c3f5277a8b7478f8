'use client'

import { useMemo } from 'react'
import type { Fault } from '@/lib/errors'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, decodeText, fromByteString, parseDocument } from '@/lib/xmail/tab'
import { applyEdit, type Edit } from '@/lib/xmail/tables'
import {
  readVariables,
  scopeOfPath,
  settingsOf,
  type VariableRow,
  type VariableSetting,
} from '@/lib/xmail/variables'
import { pairSettings, type SettingPair } from './pair-settings'

/** The file of a page with its variables, as it is and as the draft would have it. */
export interface VariablesTable {
  readonly live: Document
  readonly drafted: Document
  readonly liveRows: readonly VariableRow[]
  readonly draftedRows: readonly VariableRow[]
  /** Of every variable, also of `SmtpConfig-…` that either has. */
  readonly settings: readonly SettingPair[]
  /** Set when an edit of the draft no longer fits the file. */
  readonly stale: Fault | null
  /** The value of a variable as text, null where it is not set. */
  readonly textOf: (setting: VariableSetting) => string | null
}

/** Reads server.tab or a user.tab in the browser, with the same rules as the server. */
export function useVariables(path: string, text: string, edits: readonly Edit[]): VariablesTable {
  const live = useMemo(() => {
    const format = catalogEntry(mailRootPath(path))?.format ?? { lineLimit: 2046, comments: true }
    return parseDocument(fromByteString(text), format)
  }, [path, text])
  return useMemo(() => {
    const scope = scopeOfPath(path) ?? 'server'
    let drafted = live
    let stale: Fault | null = null
    for (const edit of edits) {
      if (edit.path !== path) continue
      const edited = applyEdit(drafted, edit)
      if (edited.ok) drafted = edited.value
      else stale = edited.error
    }
    const liveRows = readVariables(live, scope)
    const draftedRows = drafted === live ? liveRows : readVariables(drafted, scope)
    const settings = pairSettings(settingsOf(liveRows, scope), settingsOf(draftedRows, scope))
    // Both documents have the encoding that the file has now: an edit cannot change it.
    const textOf = ({ set }: VariableSetting) => set && decodeText(drafted, set.value)
    return { live, drafted, liveRows, draftedRows, settings, stale, textOf }
  }, [path, live, edits])
}
