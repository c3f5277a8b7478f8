import { connectionSecretsSchema, sftpConnectionSchema } from '../../connection'
import { openSftpStore } from '../open-sftp-store'

// A program that reads once, and does not close what it has opened.
const [connection, secrets] = JSON.parse(process.env.READ_ONCE ?? '[]')
const store = openSftpStore(sftpConnectionSchema.parse(connection), connectionSecretsSchema.parse(secrets))
store.readSnapshot([]).then((snapshot) => console.log(snapshot.ok ? 'read' : snapshot.error.code))
