export { type Answer, askPolicy } from './ask-policy'
export { type ExampleFacts, findExamples, firstClientOf } from './find-examples'
export {
  EMPTY_QUESTION,
  MECHANISMS,
  NO_NAME,
  QUESTION_FIELDS,
  type Question,
  type QuestionFaults,
  type QuestionField,
  type QuestionForm,
  type QuestionReading,
  readQuestion,
  SERVICES,
  TLS_WAYS,
} from './question'
export { addressOfQuestion, questionOfAddress, simulatorAddress } from './question-address'
export {
  type DraftAnswer,
  findDifferences,
  MAX_WAYS,
  type ShownAnswer,
  type ShownAnswers,
  type ShownStep,
  type ShownWay,
  type SimulatorAnswer,
  showAnswers,
  type WayPair,
} from './show-answers'
export { readSuppositions, suppose, supposeNoMore } from './suppositions'
