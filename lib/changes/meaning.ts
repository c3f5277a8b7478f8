import { compareMailRoots, type EffectFiles, type Effects } from '@/lib/xmail/effects'
import type { Plan } from './plan'

/** What a Plan means: who gains and who loses. Plain data; it is kept with the Revision. */
export type Meaning = Effects

/** `beside`: the files that the plan leaves alone and that its meaning depends on (`filesBeside`). */
export function describeMeaning(plan: Plan, beside: EffectFiles = new Map()): Meaning {
  const before = new Map(beside)
  const after = new Map(beside)
  for (const { path, beforeDocument, after: bytes, afterDocument } of plan.files) {
    before.set(path, beforeDocument)
    after.set(path, bytes && afterDocument)
  }
  return compareMailRoots(before, after)
}
