export { foreseeHandshake } from './foresee-handshake'
export { type CertificateReport, inspectCtrlCertificate } from './inspect-ctrl-certificate'
export { type CtrlStoreDeps, openCtrlStore } from './open-ctrl-store'
