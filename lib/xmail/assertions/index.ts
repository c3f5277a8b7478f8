export {
  type Assertion,
  assertionFileSchema,
  assertionSchema,
  CLAIMS,
  type Claim,
  GATES,
  type Gate,
  keyOfAssertion,
  MAX_ASSERTIONS,
  MAX_NETWORKS,
  MAX_NOTE_CHARACTERS,
  type NotedAssertion,
  notedAssertionSchema,
  noteSchema,
} from './assertion'
export { checkAssertion } from './check-assertion'
export type { AssertionState, CounterExample, Decider, OpenWay } from './state'
export { suggestAssertions } from './suggest-assertions'
