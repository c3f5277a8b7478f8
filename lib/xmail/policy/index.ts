export { decideGate, type GateDecision, type GateStep } from './decide-gate'
export { decideRelay, type RelayDecision } from './decide-relay'
