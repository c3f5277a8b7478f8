'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useDeferredValue, useMemo } from 'react'
import { useForm } from 'react-hook-form'
import {
  type IpmapRequest,
  type IpmapRow,
  ipmapRequestSchema,
  type MayConfirm,
  readIpmapRequest,
} from '@/lib/xmail/tables'

/** A rule being written, and what it is understood as while one types. `rows`: those that it has to get on with. */
export function useRuleForm(rows: readonly IpmapRow[], mayConfirm: MayConfirm, values: IpmapRequest) {
  const form = useForm({
    resolver: zodResolver(ipmapRequestSchema),
    values,
    resetOptions: { keepDirtyValues: true },
  })
  const request = useDeferredValue(JSON.stringify(form.watch()))
  const reading = useMemo(() => {
    const parsed = ipmapRequestSchema.safeParse(JSON.parse(request))
    return parsed.success ? readIpmapRequest(rows, parsed.data, mayConfirm) : null
  }, [request, rows, mayConfirm])
  return { form, reading }
}

export type RuleForm = ReturnType<typeof useRuleForm>

/** A whole number as people type it, in full-width digits or with a typographic minus too; NaN for anything else. */
export function readPrecedence(value: unknown): number {
  const text = String(value).normalize('NFKC').replace('−', '-').trim()
  return /^-?\d+$/.test(text) ? Number(text) : Number.NaN
}
