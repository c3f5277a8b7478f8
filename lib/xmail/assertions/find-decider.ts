import type { Check, TraceStep } from '@/lib/xmail/policy'
import type { Decider } from './state'

/** Checks that can give what a sentence is about, the strongest first. */
const GIVERS: readonly Check[] = ['permissions', 'relay-table', 'custom-domain', 'ip-map']
const SPARED: readonly Check[] = ['ip-properties', 'host-properties']

/** Which line let somebody through, or kept somebody out. Null: none in particular. */
export function findDecider(trace: readonly TraceStep[], yes: boolean): Decider | null {
  const step = yes ? findGiver(trace) : findRefuser(trace)
  return step?.file == null ? null : { file: step.file, line: step.line === null ? null : step.line + 1 }
}

function findGiver(trace: readonly TraceStep[]): TraceStep | undefined {
  for (const check of GIVERS) {
    const step = trace.findLast((each) => each.check === check && each.outcome !== 'refuses')
    // Who is white-listed passes an access list that nobody looks at.
    if (step?.outcome === 'skipped') break
    if (step) return step
  }
  return trace.findLast(({ check, outcome }) => SPARED.includes(check) && outcome === 'grants')
}

/** What was remembered against a client at the connection is what refuses it at MAIL FROM. */
function findRefuser(trace: readonly TraceStep[]): TraceStep | undefined {
  const refusal = trace.findLast(({ outcome }) => outcome === 'refuses' || outcome === 'closes')
  const isRcpt = refusal?.check === 'relay-table'
  const permissions = isRcpt ? trace.findLast(({ check }) => check === 'permissions') : undefined
  if (permissions) return permissions
  if (refusal?.file != null) return refusal
  return trace.findLast(({ outcome, file }) => outcome === 'flags' && file !== null) ?? refusal
}
