'use client'

import { useState } from 'react'
import { brokenByDraft, type ReviewedSentences } from './shown-assertion'

export interface OverrideInput {
  readonly isTicked: boolean
  readonly why: string
}

/** Whether red sentences stop an apply, and what an administrator says to apply all the same. */
export function useOverride(sentences: ReviewedSentences | null) {
  const [value, setValue] = useState<OverrideInput>({ isTicked: false, why: '' })
  const broken = brokenByDraft(sentences?.assertions ?? [])
  const mayOverride = sentences?.mayOverride === true
  const reason = mayOverride && value.isTicked ? value.why.trim() : ''
  return {
    count: broken.length,
    mayOverride,
    value,
    setValue,
    isBlocked: broken.length > 0 && reason === '',
    /** Names those that the person has seen red: of any other the server stops. */
    override:
      broken.length > 0 && reason !== '' ? { reason, assertions: broken.map(({ id }) => id) } : undefined,
  }
}
