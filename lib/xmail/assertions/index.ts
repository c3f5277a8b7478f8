export {
  type Assertion,
  assertionSchema,
  CLAIMS,
  type Claim,
  GATES,
  type Gate,
  KINDS,
  keyOfAssertion,
  MAX_ASSERTIONS,
  MAX_NETWORKS,
  MAX_NOTE_CHARACTERS,
  type NotedAssertion,
  notedAssertionSchema,
  noteSchema,
  type SetAssertion,
} from './assertion'
export {
  type FiledAssertion,
  MAX_FILE_CHARACTERS,
  planImport,
  printAssertionFile,
  readAssertionFile,
  type WrongEntry,
} from './assertion-file'
export { checkAssertion } from './check-assertion'
export { claimsOf } from './claims-of'
export type { AssertionState, CounterExample, Decider, OpenWay } from './state'
export { suggestAssertions } from './suggest-assertions'
