import type { ShownAssertion } from './shown-assertion'
import { StateView } from './state-view'

/** The state of a sentence; two, where a draft changes it. */
export function StatesView({ shown, base }: { shown: Pick<ShownAssertion, 'live' | 'draft'>; base: string }) {
  const { live, draft } = shown
  if (JSON.stringify(live) === JSON.stringify(draft)) return <StateView state={live} base={base} />
  return (
    <>
      <StateView state={live} base={base} when="live" />
      <StateView state={draft} base={base} when="draft" />
    </>
  )
}
