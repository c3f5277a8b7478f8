import { z } from 'zod'

/** Less leaves nobody the time to look; more is an outage with a timer. */
export const SHORTEST_CONFIRM_SECONDS = 15
export const LONGEST_CONFIRM_SECONDS = 3_600

/** How long a person has to keep a change before it is put back, in whole seconds; 0: it is kept at once. */
export const confirmSecondsSchema = z
  .number()
  .int()
  .max(LONGEST_CONFIRM_SECONDS)
  .refine((seconds) => seconds === 0 || seconds >= SHORTEST_CONFIRM_SECONDS)
