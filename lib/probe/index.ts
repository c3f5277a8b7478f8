export {
  type ExpectedEnd,
  endOf,
  expectedEnds,
  isTaken,
  judgeRelay,
  type RelayEnd,
  type RelayVerdict,
} from './judge-relay'
export { ownAddressTowards } from './own-address-towards'
export { ownAddresses } from './own-addresses'
export { type FingerProbe, type FingerState, probeFinger } from './probe-finger'
export { type Reached, reachService } from './reach-service'
export { type GreetingProbe, readGreeting } from './read-greeting'
export { type RelayCommand, type RelayReply, type RelayTry, tryRelay } from './try-relay'
