export { openLocalStore } from './open-local-store'
