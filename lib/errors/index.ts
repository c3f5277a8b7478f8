export { ERROR_CODES, ERRORS, type ErrorCode } from './codes'
export {
  type ActionFault,
  type ActionResult,
  type Err,
  err,
  type Fault,
  type FaultDetails,
  fault,
  type Ok,
  ok,
  type Result,
  unwrap,
} from './result'
