export { isImplicit, TLS_SERVICES, type TlsService } from './ask-for-tls'
export { type ProveOptions, proveTls, type TlsProof } from './prove-tls'
