import { expect, it } from 'vitest'
import type { Steps } from '@/lib/xmail/steps'
import { runInSlices } from './use-steps'

function* countTo(most: number, onStep: (step: number) => void): Steps<string> {
  for (let step = 1; step <= most; step++) {
    onStep(step)
    yield
  }
  return `${most} steps`
}

/** Keeps the thread longer than a slice is. */
function keepBusy(): void {
  const end = performance.now() + 50
  while (performance.now() < end);
}

it('lets others have their turn between slices', async () => {
  const events: string[] = []
  const done = new Promise<string>((resolve) => {
    runInSlices(
      countTo(3, (step) => {
        events.push(`step ${step}`)
        keepBusy()
      }),
      resolve,
    )
  })
  const turns = setInterval(() => events.push('turn'), 0)
  expect(await done).toBe('3 steps')
  clearInterval(turns)
  expect(events.indexOf('turn')).toBeGreaterThan(0)
  expect(events.indexOf('turn')).toBeLessThan(events.indexOf('step 3'))
})

it('does nothing more once it is stopped', async () => {
  let steps = 0
  const stop = runInSlices(
    countTo(1_000, () => {
      steps++
      keepBusy()
      stop()
    }),
    () => expect.unreachable(),
  )
  // Its turns come after those of the first one would.
  await new Promise((resolve) => runInSlices(countTo(3, keepBusy), resolve))
  expect(steps).toBe(1)
})
