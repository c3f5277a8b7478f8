import type { Kind } from '../trouble'
import { answers } from './answers'
import { clock } from './clock'
import { cut } from './cut'
import { denied } from './denied'
import { fullDisk } from './full-disk'
import { killed } from './killed'
import { readOnlyDisk } from './read-only-disk'
import { readOnlyFile } from './read-only-file'
import { stall } from './stall'

export const KINDS: readonly Kind[] = [
  cut,
  stall,
  answers,
  fullDisk,
  readOnlyDisk,
  denied,
  readOnlyFile,
  clock,
  killed,
]
