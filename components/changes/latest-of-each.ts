import type { ShownStep } from './shown-revision'

/**
 * The journal has a line before and one after each step; people see one line with its latest state. Probes run beside each
 * other, so that between the two lines of one there can be others.
 */
export function latestOfEach(steps: readonly ShownStep[]): ShownStep[] {
  const shown: ShownStep[] = []
  for (const step of steps) {
    const begun = shown.findLastIndex((each) => each.state === 'begun' && isSame(each, step))
    if (begun < 0) shown.push(step)
    else shown[begun] = step
  }
  return shown
}

function isSame(a: ShownStep, b: ShownStep): boolean {
  return a.step === b.step && a.path === b.path && keyOf(a) === keyOf(b)
}

function keyOf({ probe }: ShownStep): string {
  return JSON.stringify(probe && [probe.probe, probe.service, probe.assertion])
}
