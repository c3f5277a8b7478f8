'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useCallback, useDeferredValue, useMemo } from 'react'
import { useForm } from 'react-hook-form'
import { useUnderstanding } from '@/components/table/use-understanding'
import { MAX_CHARACTERS } from '@/lib/xmail/net'
import type { Steps } from '@/lib/xmail/steps'
import {
  type IpmapRequest,
  type IpmapRequestReading,
  type IpmapRow,
  ipmapRequestSchema,
  type MayConfirm,
  readIpmapRequestInSteps,
} from '@/lib/xmail/tables'

/** Each line is counted when it is understood and when it is checked. */
const PASSES = 2

/** A rule being written, and what it is understood as while one types. `rows`: those that it has to get on with. */
export function useRuleForm(rows: readonly IpmapRow[], mayConfirm: MayConfirm, values: IpmapRequest) {
  const form = useForm({
    resolver: zodResolver(ipmapRequestSchema),
    values,
    resetOptions: { keepDirtyValues: true },
  })
  const request = useDeferredValue(JSON.stringify(form.watch()))
  const parsed = useMemo(() => ipmapRequestSchema.safeParse(JSON.parse(request)).data ?? null, [request])
  const begin = useCallback(() => read(rows, parsed, mayConfirm), [parsed, rows, mayConfirm])
  const { answer: reading, progress } = useUnderstanding(parsed?.text ?? '', begin, PASSES, MAX_CHARACTERS)
  return { form, reading, progress }
}

/** Null: the rest of the rule is not complete. */
function* read(
  rows: readonly IpmapRow[],
  request: IpmapRequest | null,
  mayConfirm: MayConfirm,
): Steps<IpmapRequestReading | null> {
  return request && (yield* readIpmapRequestInSteps(rows, request, mayConfirm))
}

export type RuleForm = ReturnType<typeof useRuleForm>

/** A whole number as people type it, in full-width digits or with a typographic minus too; NaN for anything else. */
export function readPrecedence(value: unknown): number {
  const text = String(value).normalize('NFKC').replace('−', '-').trim()
  return /^-?\d+$/.test(text) ? Number(text) : Number.NaN
}
