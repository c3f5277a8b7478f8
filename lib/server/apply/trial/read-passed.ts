import type { Records } from '@/lib/db/records'
import { listSteps } from '@/lib/db/revision-steps'
import { keyOfProbe, probeDetailSchema } from './probe'
import { PROBE_STEPS } from './trial-journal'

/** The keys of the probes that had passed before the first write of a change, by its journal. */
export async function readPassed(records: Records, revisionId: string): Promise<ReadonlySet<string>> {
  const steps = await listSteps(records, revisionId)
  return new Set(
    steps.flatMap(({ step, state, detail }) => {
      if (step !== PROBE_STEPS.before || state !== 'done') return []
      const read = probeDetailSchema.safeParse(detail)
      return read.success && read.data.skipped === null ? [keyOfProbe(read.data)] : []
    }),
  )
}
