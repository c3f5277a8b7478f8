export { copySample, readSampleTls } from './copy-sample'
export type { FaultPoint, FaultTarget, PracticeFault } from './faults'
export type { LoopbackAddress, PracticeEvent, PracticeLimits, PracticeOptions, PracticeTls } from './options'
export { type PracticeServer, startPracticeServer } from './practice-server'
